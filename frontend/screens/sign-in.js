/** @file `/connexion`: as a demonstration person, or with a one-time code sent by e-mail. */

import { get, newKey, Refusal, send } from '../core/api.js';
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { mayBeSignedIn, me, signedIn } from '../core/session.js';
import { announce, icon, refusalNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { CampusOut, CodeSentOut, MeOut, Persona } from '../types/api.js' */

/** Those of the demonstration who have something to do here. @type {{persona: Persona, n: number}[]} */
const PERSONAS = [
  { persona: 'student', n: 1 },
  { persona: 'student', n: 2 },
  { persona: 'apprentice', n: 1 },
  { persona: 'guardian', n: 1 },
  { persona: 'counsellor', n: 1 },
  { persona: 'boarding', n: 1 },
  { persona: 'boarding', n: 2 },
];

/** Where to go once signed in: an address of this site only. @param {string | null} next @param {string | null} home */
export function destination(next, home) {
  const local = next && /^\/(?![/\\])/.test(next) ? new URL(next, 'http://here.invalid') : null;
  if (local?.host === 'here.invalid' && !local.pathname.startsWith('/connexion')) return local.pathname + local.search;
  return home ?? '/moi';
}

/** @extends {Screen<{campus: CampusOut, person: MeOut | null}>} */
class SignIn extends Screen {
  static properties = { ...Screen.properties, sent: { state: true }, denied: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {CodeSentOut | null} */
    this.sent = null;
    this.email = '';
    /** @type {Refusal | null} */
    this.denied = null;
    this.busy = false;
    /** @type {'demo' | 'code'} where a refusal is shown: beside what was asked */
    this.asked = 'code';
    this.key = newKey();
  }

  /** @returns {Promise<{campus: CampusOut, person: MeOut | null}>} */
  async load() {
    const [campus, person] = await Promise.all([
      /** @type {Promise<CampusOut>} */ (get('/api/campus')),
      mayBeSignedIn() ? me() : null,
    ]);
    return { campus, person };
  }

  heading() {
    return t('sign-in.title');
  }

  /** @param {{campus: CampusOut, person: MeOut | null}} data */
  view({ campus: { demo }, person }) {
    return html`<h1 tabindex="-1">${t('sign-in.heading')} <span class="mark">${t('sign-in.heading.mark')}</span></h1>
      ${this.route.query.get('next') ? html`<p class="message">${t('sign-in.next')}</p>` : nothing}
      ${person?.signed_in ? html`<p class="message">${t('sign-in.already', { name: person.name ?? t('sign-in.unnamed') })} <a href=${person.home ?? '/moi'}>${t('sign-in.mine')}</a></p>` : nothing}
      ${demo ? this.#personas() : nothing}
      <section class="card stack">
        <h2>${t('sign-in.code')}</h2>
        ${this.sent ? this.#code(this.sent) : this.#address()} ${this.asked === 'code' ? refusalNote(this.denied) : nothing}
      </section>
      <p class="small">${t('sign-in.why')}</p>`;
  }

  #personas() {
    return html`<section class="stack">
      <h2>${t('sign-in.demo')}</h2>
      <p class="small">${t('sign-in.demo.why')}</p>
      <ul class="personas">
        ${PERSONAS.map(
          ({ persona, n }) => html`<li>
            <button type="button" class="card persona" aria-disabled=${this.busy} @click=${() => this.#become(persona, n)}>
              <span class="grow">
                <b>${t(`persona.${persona}.${n}`)}</b>
                <span class="small">${t(`persona.${persona}.${n}.can`)}</span>
              </span>
              ${icon('next')}
            </button>
          </li>`,
        )}
      </ul>
      ${this.asked === 'demo' ? refusalNote(this.denied) : nothing}
    </section>`;
  }

  #address() {
    return html`<form class="stack" @submit=${this.#ask}>
      <p class="small">${t('sign-in.code.how')}</p>
      <div class="field">
        <label for="sign-in-email">${t('sign-in.email')}</label>
        <input id="sign-in-email" name="email" type="email" autocomplete="email" required maxlength="254" .value=${this.email} />
      </div>
      <button class="btn" aria-disabled=${this.busy}>${t('sign-in.send')}</button>
    </form>`;
  }

  /** @param {CodeSentOut} sent */
  #code({ words, demo_mail_url }) {
    return html`<form class="stack" @submit=${this.#enter}>
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
      <button class="btn" aria-disabled=${this.busy}>${t('sign-in.enter')}</button>
      <button type="button" class="btn alt" @click=${this.#restart}>${t('sign-in.other')}</button>
    </form>`;
  }

  #restart() {
    this.sent = null;
    this.denied = null;
  }

  /** @param {Persona} persona @param {number} n */
  #become(persona, n) {
    return this.#try('demo', async () => this.#arrive(await send('POST', '/api/demo/session', { persona, n })));
  }

  /** @param {SubmitEvent} event */
  #ask(event) {
    event.preventDefault();
    this.email = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('email')).trim();
    return this.#try('code', async () => {
      this.sent = await send('POST', '/api/session-codes', { email: this.email }, { key: this.key });
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('#sign-in-code'))?.focus();
    });
  }

  /** @param {SubmitEvent} event */
  #enter(event) {
    event.preventDefault();
    const code = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('code')).trim();
    return this.#try('code', async () => this.#arrive(await send('POST', '/api/session', { email: this.email, code })));
  }

  /** @param {MeOut} person */
  async #arrive(person) {
    const { unread } = await signedIn();
    const app = /** @type {import('../app.js').App | null} */ (this.closest('passerelles-app'));
    if (app) app.unread = unread;
    announce(this, person.name ? t('sign-in.done', { name: person.name }) : t('sign-in.done.unnamed'), { seen: true });
    const url = destination(this.route.query.get('next'), person.home);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }

  /** @param {'demo' | 'code'} asked @param {() => Promise<void>} act */
  async #try(asked, act) {
    if (this.busy) return;
    this.asked = asked;
    this.busy = true;
    this.denied = null;
    try {
      await act();
      this.key = newKey();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.denied = error;
      if (!error.offline) this.key = newKey();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('app-sign-in', SignIn);
export default SignIn;
