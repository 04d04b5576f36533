/** @file The invitations of a team, what became of each, and what may still be done. */

import { send } from '../core/api.js';
import { lastDay } from '../core/ends.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing, repeat } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { emailField } from './invite.js';
import { empty, pill } from './ui.js';

/** @import { InvitationMade, InvitationOut } from '../types/api.js' */

const TONES = /** @type {const} */ ({ waiting: 'wait', accepted: 'go', expired: 'neutral', revoked: 'neutral' });

/** @typedef {InvitationOut['channel']} Channel */
/** @typedef {{renew: (one: InvitationOut, by: Channel) => void, revoke: (one: InvitationOut) => void}} Acts */

/** @param {InvitationOut[]} items @param {Acts} acts */
export function invitationCards(items, acts) {
  return html`<section class="stack">
    <div class="row wrap apart">
      <h2>${t('invitations.title')}</h2>
      ${items.length ? html`<a class="link" href="/api/team/invitations/export" download>${t('invitations.export')}</a>` : nothing}
    </div>
    ${items.length ? nothing : empty(t('invitations.none'), [])}
    <ul class="cards two">${repeat(
      items,
      ({ id }) => id,
      (one) => html`<li>${card(one, acts)}</li>`,
    )}</ul>
  </section>`;
}

/** @param {InvitationOut} one @param {Acts} acts */
function card(one, { renew, revoke }) {
  const open = one.state === 'waiting' || one.state === 'expired';
  const ends = one.state === 'expired' ? 'invitations.ended' : 'invitations.ends';
  return html`<article class="card stack">
    <div class="row wrap apart">
      <h3>${one.name ?? t('invitations.anonymous')}</h3>
      ${pill(one.state_words, TONES[one.state])}
    </div>
    <p>${[one.label, one.place, one.class_name, one.delegated && t('roles.delegated')].filter(Boolean).join(' · ')}</p>
    <p class="small">
      ${t('invitations.made', { day: dayYear(one.created_at) })}${one.invited_by ? ` ${t('invitations.by', { name: one.invited_by })}` : ''}
      ${open ? html` · ${t(ends, { day: dayYear(one.expires_at) })}` : nothing}
      ${one.until ? html` · ${t('roles.until', { day: lastDay(one.until) })}` : nothing}
    </p>
    ${
      open
        ? html`<div class="row wrap">
            <button type="button" class="btn alt" @click=${() => renew(one, 'mail')}>${t(one.channel === 'mail' ? 'invitations.mail.again' : 'invitations.mail')}</button>
            <button type="button" class="btn alt" @click=${() => renew(one, 'paper')}>${t('invitations.renew')}</button>
            <button type="button" class="btn loss" @click=${() => revoke(one)}>${t('invitations.revoke')}</button>
          </div>`
        : nothing
    }
  </article>`;
}

/** @param {Element} from @param {InvitationOut} one @param {Channel} channel @param {(made: InvitationMade) => void} made */
export function openRenewal(from, one, channel, made) {
  const mail = channel === 'mail';
  openDialog(from, {
    title: t(mail ? 'invitations.mail.title' : 'invitations.renew.title'),
    act: t(mail ? 'invitations.mail.act' : 'invitations.renew.act'),
    leave: t('staff.leave'),
    body: () => html`<p><b>${one.name ?? t('invitations.anonymous')}</b></p>
      <p>${t('invitations.renew.why')}</p>
      ${mail ? emailField() : nothing}`,
    run: async (form, key) => {
      const body = { channel, email: mail ? String(form.get('email')).trim() : null };
      made(await send('POST', `/api/team/invitations/${one.id}/renewal`, body, { key }));
    },
  });
}

/** @param {Element} from @param {InvitationOut} one @param {(words: string) => void} done */
export function openRevocation(from, one, done) {
  openDialog(from, {
    title: t('invitations.revoke.title'),
    act: t('invitations.revoke.act'),
    leave: t('staff.leave'),
    stop: true,
    body: () => html`<p><b>${one.name ?? t('invitations.anonymous')}</b></p><p>${t('invitations.revoke.why')}</p>`,
    run: async (_form, key) => {
      await send('POST', `/api/team/invitations/${one.id}/revocation`, undefined, { key });
      done(t('invitations.revoke.done'));
    },
  });
}
