/** @file `/gestion/equipe`: who holds which role, inviting, lending and taking back. */

import { get, send } from '../core/api.js';
import { lastDay } from '../core/ends.js';
import { loadWords, t } from '../core/i18n.js';
import { address, loadStyles } from '../core/router.js';
import { openDialog } from '../elements/dialog.js';
import { invitationCards, openRenewal, openRevocation } from '../elements/invitation-cards.js';
import { openInvite } from '../elements/invite.js';
import { lendable, openLend } from '../elements/lend.js';
import { slips } from '../elements/slips.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { announce, empty, pill } from '../elements/ui.js';
import { html, nothing, repeat } from '../vendor/lit.js';

/** @import { GrantOut, InvitationList, InvitationMade, MemberOut, TeamOptions, TeamOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */
/** @import { Slip } from '../elements/slips.js' */

/** @typedef {{options: TeamOptions, people: TeamOut, invitations: InvitationList}} Team */

const KINDS = /** @type {const} */ (['staff', 'learners']);
const LEARNERS = ['student', 'apprentice'];
const REASONS = ['left', 'replaced', 'over', 'mistake', 'other'];

/** @extends {StaffScreen<Team>} */
class TeamScreen extends StaffScreen {
  /** Told once: they leave with this screen. @type {Slip[]} */
  slips = [];

  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<Team>} */
  async work({ query }, { signal }) {
    const people = new URLSearchParams({ which: whichOf(query) });
    const cursor = query.get('suite');
    if (cursor) people.set('cursor', cursor);
    const [options, shown, invitations] = await Promise.all([
      /** @type {Promise<TeamOptions>} */ (get('/api/team/options', { signal })),
      /** @type {Promise<TeamOut>} */ (get(`/api/team/people?${people}`, { signal })),
      /** @type {Promise<InvitationList>} */ (get('/api/team/invitations', { signal })),
      loadWords('roles'),
      loadStyles('styles/screens/team'),
    ]);
    return { options, people: shown, invitations };
  }

  heading() {
    return t('team.title');
  }

  /** @param {Team} team */
  view({ options, people, invitations }) {
    const learners = options.gives.some(({ role }) => LEARNERS.includes(role));
    const closes = options.gives.some(({ role }) => role === 'administrator');
    return html`<div class="no-print">
        <h1 tabindex="-1">${t('team.title')}</h1>
        <p class="small">${t('team.why')}</p>
      </div>
      <div class="row wrap no-print">
        ${options.gives.length ? html`<button type="button" class="btn" @click=${() => openInvite(this, options, (made) => this.#made(made))}>${t('team.invite')}</button>` : nothing}
        ${learners ? html`<a class="btn alt" href="/gestion/equipe/classe">${t('team.class')}</a>` : nothing}
      </div>
      ${slips(this.slips)} ${this.#people(people, learners, closes)}
      <div class="stack no-print">${options.lends.length ? lendable(options.lends, (one) => openLend(this, one, people.items, { done: (words) => this.done(words), made: (made) => this.#made(made) })) : nothing}</div>
      <div class="stack no-print">
        ${invitationCards(invitations.items, {
          renew: (one, by) => openRenewal(this, one, by, (made) => this.#made(made)),
          revoke: (one) => openRevocation(this, one, (words) => this.done(words)),
        })}
      </div>`;
  }

  /** @param {TeamOut} people @param {boolean} learners @param {boolean} closes administrators close sessions */
  #people({ items, total, next }, learners, closes) {
    const which = whichOf(this.route.query);
    return html`<section class="stack no-print">
      <div class="row wrap apart">
        <h2>${t('team.count', { n: total })}</h2>
        ${learners ? html`<nav class="segments" aria-label=${t('team.which')}>${KINDS.map((kind) => html`<a class="chip" href=${address(this.route.path, new URLSearchParams(), { qui: kind === 'staff' ? null : 'eleves' })} aria-current=${kind === which ? 'true' : nothing}>${t(`team.${kind}`)}</a>`)}</nav>` : nothing}
      </div>
      ${items.length ? nothing : empty(t('team.none'), [])}
      <ul class="team">${repeat(
        items,
        ({ person }) => person,
        (one) => html`<li>${this.#member(one, closes)}</li>`,
      )}</ul>
      ${next ? html`<a class="link" href=${address(this.route.path, this.route.query, { suite: next })}>${t('team.more')}</a>` : nothing}
    </section>`;
  }

  /** @param {MemberOut} member @param {boolean} closes */
  #member({ person, name, me, grants }, closes) {
    return html`<article class="card member">
      <h3>${name}${me ? html` <span class="small">(${t('roles.me')})</span>` : nothing}</h3>
      <ul class="stack">${grants.map((grant) => html`<li class="member-role">${this.#grant(grant, name)}</li>`)}</ul>
      ${closes && !me ? html`<button type="button" class="btn alt" aria-label=${t('team.sessions.of', { name })} @click=${() => this.#close(person, name)}>${t('team.sessions')}</button>` : nothing}
    </article>`;
  }

  /** @param {string} person @param {string} name */
  #close(person, name) {
    openDialog(this, {
      title: t('team.sessions.title'),
      act: t('team.sessions.act'),
      leave: t('staff.leave'),
      stop: true,
      body: () => html`<p><b>${name}</b></p>
        <p>${t('team.sessions.why')}</p>`,
      run: async (_form, key) => {
        await send('DELETE', `/api/team/people/${person}/sessions`, undefined, { key });
        this.done(t('team.sessions.done'));
      },
    });
  }

  /** @param {GrantOut} grant @param {string} name */
  #grant(grant, name) {
    const label = grant.place ? `${grant.label}, ${grant.place}` : grant.label;
    return html`<div>
        <p><b>${label}</b></p>
        ${
          grant.until || grant.delegated || grant.given_by
            ? html`<div class="pills">
                ${grant.until ? pill(t('roles.until', { day: lastDay(grant.until) }), 'wait') : nothing}
                ${grant.delegated ? pill(t('roles.delegated')) : nothing}
                ${grant.given_by ? html`<span class="small">${t('roles.by', { name: grant.given_by })}</span>` : nothing}
              </div>`
            : nothing
        }
      </div>
      ${grant.may_end ? html`<button type="button" class="link member-end" aria-label=${t('team.end.of', { name, role: label })} @click=${() => this.#end(grant, name, label)}>${t('team.end')}</button>` : nothing}`;
  }

  /** @param {GrantOut} grant @param {string} name @param {string} label */
  #end(grant, name, label) {
    openDialog(this, {
      title: t('team.end.title'),
      act: t('team.end.act'),
      leave: t('staff.leave'),
      stop: true,
      body: () => html`<p><b>${name}</b> · ${label}</p>
        <p>${t('team.end.why')}</p>
        <div class="field">
          <label for="end-reason">${t('team.end.reason')}</label>
          <select id="end-reason" name="reason">
            ${REASONS.map((reason) => html`<option value=${reason}>${t(`reason.${reason}`)}</option>`)}
          </select>
        </div>`,
      run: async (form, key) => {
        await send('POST', `/api/team/grants/${grant.id}/end`, { reason: String(form.get('reason')) }, { key });
        this.done(t('team.end.done'));
      },
    });
  }

  /** @param {InvitationMade} made */
  async #made({ invitation, url, qr }) {
    const { name, label, place } = invitation;
    this.slips = url && qr ? [{ name: name ?? '', label: place ? `${label}, ${place}` : label, url, qr }] : [];
    announce(this, t(url ? 'invite.done.paper' : 'invite.done.mail'), { seen: true });
    this.reload();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('#slips-title'))?.focus();
  }
}

/** @param {URLSearchParams} query @returns {'staff' | 'learners'} */
const whichOf = (query) => (query.get('qui') === 'eleves' ? 'learners' : 'staff');

customElements.define('app-team', TeamScreen);
export default TeamScreen;
