/** @file The form of an invitation: which role, where, until when, on paper or by mail. */

import { get, send } from '../core/api.js';
import { endOfSchoolYear } from '../core/ends.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { openDialog } from './dialog.js';

/** @import { GiveableOut, InvitationIn, InvitationMade, ScopeList, ScopeOut, TeamOptions } from '../types/api.js' */

/**
 * @param {Element} from
 * @param {TeamOptions} options
 * @param {(made: InvitationMade) => void} made
 */
export function openInvite(from, { gives }, made) {
  const state = { chosen: gives[0], scopes: gives[0].scopes, searched: false, mail: false };
  const dialog = openDialog(from, {
    title: t('invite.title'),
    act: t('invite.act'),
    leave: t('staff.leave'),
    body: () => html`${roleField(gives, choose)} ${scopeField(state, search)} ${nameField()} ${endField(state.chosen)}
      ${channelField(state.mail, (mail) => change({ mail }))}`,
    run: async (form, key) => made(await send('POST', '/api/team/invitations', bodyOf(form, state), { key })),
  });

  /** @param {Partial<typeof state>} next */
  function change(next) {
    Object.assign(state, next);
    dialog.requestUpdate();
  }

  /** @param {number} index */
  function choose(index) {
    change({ chosen: gives[index], scopes: gives[index].scopes, searched: false });
  }

  /** @param {string} asked */
  async function search(asked) {
    const question = new URLSearchParams({ kind: state.chosen.kind, q: asked });
    const { items } = /** @type {ScopeList} */ (await get(`/api/team/scopes?${question}`));
    change({ scopes: items, searched: true });
  }
}

/** @param {GiveableOut[]} gives @param {(index: number) => void} choose */
function roleField(gives, choose) {
  return html`<div class="field">
    <label for="invite-role">${t('invite.role')}</label>
    <select id="invite-role" @change=${(/** @type {Event} */ { target }) => choose(/** @type {HTMLSelectElement} */ (target).selectedIndex)}>
      ${gives.map(({ label }) => html`<option>${label}</option>`)}
    </select>
  </div>`;
}

/** @param {{chosen: GiveableOut, scopes: ScopeOut[], searched: boolean}} state @param {(asked: string) => void} search */
function scopeField({ chosen, scopes, searched }, search) {
  if (chosen.kind === 'campus') return html`<input type="hidden" name="scope" value=${scopes[0]?.id ?? ''} />`;
  return html`${
    chosen.anywhere && chosen.kind !== 'house'
      ? html`<div class="field">
          <label for="invite-search">${t('invite.scope.search')}</label>
          <input id="invite-search" type="search" maxlength="80" autocomplete="off" @change=${asked(search)} />
        </div>`
      : nothing
  }
    <div class="field">
      <label for="invite-scope">${t('invite.scope')}</label>
      <select id="invite-scope" name="scope" required>
        ${scopes.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
      </select>
      ${searched && !scopes.length ? html`<p class="small" role="status">${t('invite.scope.none')}</p>` : nothing}
    </div>`;
}

/** @param {(words: string) => void} search */
export function asked(search) {
  return (/** @type {Event} */ { target }) => search(/** @type {HTMLInputElement} */ (target).value.trim());
}

export function nameField() {
  return html`<div class="field">
    <label for="invite-name">${t('invite.name')}</label>
    <input id="invite-name" name="name" maxlength="80" required autocomplete="off" aria-describedby="invite-name-why" />
    <p class="small" id="invite-name-why">${t('invite.name.why')}</p>
  </div>`;
}

/** @param {GiveableOut} chosen */
function endField({ must_end, latest }) {
  return html`<div class="field">
    <label for="invite-end">${t(must_end ? 'invite.end' : 'invite.end.optional')}</label>
    <input id="invite-end" name="ends_on" type="date" max=${latest} ?required=${must_end} .value=${must_end ? sooner(endOfSchoolYear(), latest) : ''} />
  </div>`;
}

/** @param {boolean} mail @param {(mail: boolean) => void} choose */
export function channelField(mail, choose) {
  return html`<fieldset class="field">
      <legend>${t('invite.channel')}</legend>
      <div class="segments">
        ${['paper', 'mail'].map(
          (name) => html`<label class="chip">
            <input type="radio" name="channel" value=${name} ?checked=${(name === 'mail') === mail} @change=${() => choose(name === 'mail')} />
            ${t(`invite.${name}`)}
          </label>`,
        )}
      </div>
    </fieldset>
    ${mail ? emailField() : nothing}`;
}

export function emailField() {
  return html`<div class="field">
    <label for="invite-email">${t('invite.email')}</label>
    <input id="invite-email" name="email" type="email" maxlength="254" required autocomplete="off" aria-describedby="invite-email-why" />
    <p class="small" id="invite-email-why">${t('invite.email.why')}</p>
  </div>`;
}

/** @param {FormData} form @param {{chosen: GiveableOut}} state @returns {InvitationIn} */
function bodyOf(form, { chosen }) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? '').trim();
  return {
    role: chosen.role,
    scope_kind: chosen.kind,
    scope: text('scope'),
    ends_on: text('ends_on') || null,
    delegates: null,
    channel: text('channel') === 'mail' ? 'mail' : 'paper',
    email: text('email') || null,
    name: text('name'),
  };
}

/** The first of two days. @param {string} one @param {string} other */
export const sooner = (one, other) => [one, other].sort()[0];
