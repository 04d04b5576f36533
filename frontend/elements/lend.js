/** @file Lending a role of one's own, to somebody of the team or by an invitation. */

import { send } from '../core/api.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { channelField, nameField, sooner } from './invite.js';

/** @import { InvitationIn, InvitationMade, LendableOut, MemberOut } from '../types/api.js' */

/** @param {LendableOut[]} lends @param {(one: LendableOut) => void} open */
export function lendable(lends, open) {
  return html`<section class="stack">
    <div>
      <h2>${t('lend.title')}</h2>
      <p class="small">${t('lend.why')}</p>
    </div>
    <ul class="cards two">${lends.map(
      (one) => html`<li>
        <article class="card row wrap apart">
          <div>
            <h3>${one.label}${one.place ? `, ${one.place}` : ''}</h3>
            <p class="small">${t('lend.latest', { day: dayYear(one.latest) })}</p>
          </div>
          <button type="button" class="btn alt" @click=${() => open(one)}>${t('lend.open')}</button>
        </article>
      </li>`,
    )}</ul>
  </section>`;
}

/** @typedef {{done: (words: string) => void, made: (made: InvitationMade) => void}} After */

/**
 * @param {Element} from
 * @param {LendableOut} lent
 * @param {MemberOut[]} team those shown: others are invited
 * @param {After} after
 */
export function openLend(from, lent, team, after) {
  const others = team.filter(({ me }) => !me);
  const state = { inviting: !others.length, mail: false };
  const dialog = openDialog(from, {
    title: t('lend.title'),
    act: t('lend.act'),
    leave: t('staff.leave'),
    body: () => html`<p><b>${lent.label}${lent.place ? `, ${lent.place}` : ''}</b></p>
      <p>${t('lend.why')}</p>
      ${personField(others, (inviting) => change({ inviting }))} ${state.inviting ? nameField() : nothing}
      ${endField(lent)} ${state.inviting ? channelField(state.mail, (mail) => change({ mail })) : nothing}`,
    run: (form, key) => (state.inviting ? invite(form, key, lent, after) : lend(form, key, lent, after)),
  });

  /** @param {Partial<typeof state>} next */
  function change(next) {
    Object.assign(state, next);
    dialog.requestUpdate();
  }
}

/** @param {MemberOut[]} others @param {(inviting: boolean) => void} choose */
function personField(others, choose) {
  return html`<div class="field">
    <label for="lend-person">${t('lend.person')}</label>
    <select id="lend-person" name="person" @change=${(/** @type {Event} */ { target }) => choose(!(/** @type {HTMLSelectElement} */ (target).value))}>
      ${others.map(({ person, name }) => html`<option value=${person}>${name}</option>`)}
      <option value="">${t('lend.person.new')}</option>
    </select>
  </div>`;
}

/** @param {LendableOut} lent */
function endField({ latest }) {
  const today = new Date().toISOString().slice(0, 10);
  return html`<div class="field">
    <label for="lend-end">${t('invite.end')}</label>
    <input id="lend-end" name="ends_on" type="date" required min=${sooner(today, latest)} max=${latest} />
  </div>`;
}

/** @param {FormData} form @param {string} key @param {LendableOut} lent @param {After} after */
async function lend(form, key, { grant }, { done }) {
  const body = { grant, person: String(form.get('person')), ends_on: String(form.get('ends_on')) };
  await send('POST', '/api/team/delegations', body, { key });
  done(t('lend.done'));
}

/** @param {FormData} form @param {string} key @param {LendableOut} lent @param {After} after */
async function invite(form, key, { grant, role, scope_kind, scope }, { made }) {
  const text = (/** @type {string} */ name) => String(form.get(name) ?? '').trim();
  /** @type {InvitationIn} */
  const body = {
    role,
    scope_kind,
    scope,
    ends_on: text('ends_on'),
    delegates: grant,
    channel: text('channel') === 'mail' ? 'mail' : 'paper',
    email: text('email') || null,
    name: text('name'),
  };
  made(await send('POST', '/api/team/invitations', body, { key }));
}
