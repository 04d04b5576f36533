/** @file A one-time code by e-mail: the address, then the six digits. Typed, so that no scanner of links can use it up. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { CodeSentOut } from '../types/api.js' */

/**
 * @typedef {object} CodeState
 * @property {typeof t} say
 * @property {CodeSentOut | null} sent
 * @property {string} email
 * @property {boolean} busy
 * @property {unknown} refusal
 * @property {(email: string) => unknown} ask
 * @property {(code: string) => unknown} enter
 * @property {() => void} restart
 */

/** @param {CodeState} state */
export function codeCard(state) {
  return html`<section class="card stack sign-in-code">
    <h2>${t('sign-in.code')}</h2>
    ${state.sent ? digits(state, state.sent) : address(state)}
  </section>`;
}

/** @param {CodeState} state */
function address({ say, email, busy, refusal, ask }) {
  return html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ event) => ask(typed(event, 'email'))}>
    <p class="small">${t('sign-in.code.how')}</p>
    <div class="field">
      <label for="sign-in-email">${say('sign-in.email')}</label>
      <input id="sign-in-email" name="email" type="email" autocomplete="email" required maxlength="254" .value=${email} />
    </div>
    ${refusal}
    <button class="btn" aria-disabled=${busy}>${t('sign-in.send')}</button>
  </form>`;
}

/** @param {CodeState} state @param {CodeSentOut} sent */
function digits({ busy, refusal, enter, restart }, { words, demo_mail_url }) {
  return html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ event) => enter(typed(event, 'code'))}>
    <p role="status">${words}</p>
    ${demo_mail_url ? html`<a class="link" href=${demo_mail_url} target="_blank" rel="noopener">${t('sign-in.demo.mail')}</a>` : nothing}
    <div class="field">
      <label for="sign-in-code">${t('sign-in.digits')}</label>
      <input
        id="sign-in-code"
        class="digits"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        pattern="[0-9]{6}"
        maxlength="6"
        required
      />
    </div>
    ${refusal}
    <button class="btn" aria-disabled=${busy}>${t('sign-in.enter')}</button>
    <button type="button" class="btn alt" @click=${restart}>${t('sign-in.other')}</button>
  </form>`;
}

/** What was typed in a field. @param {SubmitEvent} event @param {string} name */
function typed(event, name) {
  event.preventDefault();
  return String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get(name)).trim();
}
