/** @file What staff screens share: the rail on the left, and what somebody's roles open. */

import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { me } from '../core/session.js';
import { html, nothing } from '../vendor/lit.js';
import { announce } from './ui.js';

/** @import { MeOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @typedef {{title: string, links: {words: string, url: string}[]}} Place */

const GIVERS = ['administrator', 'operational_director', 'boarding_manager', 'counsellor', 'facility_manager'];
const IMPORTERS = ['administrator', 'operational_director', 'counsellor'];
const DIRECTION = ['administrator', 'operational_director'];

/** What is shared by several roles: once, after what is each one's own. @param {MeOut} person @returns {Place[]} */
function shared({ roles }) {
  const has = (/** @type {string[]} */ names) => roles.some(({ name }) => names.includes(name));
  const links = [
    has(GIVERS) && { words: t('team.title'), url: '/gestion/equipe' },
    has(IMPORTERS) && { words: t('team-class.title'), url: '/gestion/equipe/classe' },
    has(DIRECTION) && { words: t('journal.title'), url: '/gestion/journal' },
  ].filter((link) => link !== false);
  return links.length ? [{ title: t('staff.people'), links }] : [];
}

/** All that this person finds here. @param {MeOut} person @param {Map<string, number>} [waiting] @returns {Place[]} */
export function placesOf(person, waiting = new Map()) {
  return [...ownPlaces(person, waiting), ...shared(person)];
}

/** What this person manages, role by role. @param {MeOut} person @param {Map<string, number>} waiting @returns {Place[]} */
function ownPlaces({ roles }, waiting) {
  const curated = { words: t('curated.title'), url: '/gestion/passerelles' };
  return roles.flatMap(({ name, scope, label }) => {
    if (name === 'boarding_manager') {
      const url = `/gestion/internats/${scope}`;
      const queue = waiting.has(scope) ? t('queue.title.n', { n: waiting.get(scope) ?? 0 }) : t('queue.title');
      return [
        {
          title: label,
          links: [
            { words: t('bed-plan.title'), url },
            { words: queue, url: `${url}/demandes` },
          ],
        },
      ];
    }
    if (name === 'education_assistant')
      return [{ title: label, links: [{ words: t('bed-plan.title'), url: `/gestion/internats/${scope}` }] }];
    if (name === 'facility_manager')
      return [{ title: label, links: [{ words: t('facility.title'), url: `/gestion/lieux/${scope}` }] }];
    if (name === 'counsellor')
      return [{ title: label, links: [{ words: t('shares.title'), url: '/gestion/partages' }, curated] }];
    if (name === 'operational_director' || name === 'administrator') return [{ title: label, links: [curated] }];
    return [];
  });
}

/**
 * A staff screen gives `work` instead of `load`.
 * @template T
 * @extends {Screen<T>}
 */
export class StaffScreen extends Screen {
  /** @type {MeOut | null} */
  person = null;
  /** Requests to decide, by house, once known. @type {Map<string, number>} */
  waiting = new Map();
  acted = false;

  connectedCallback() {
    super.connectedCallback();
    this.classList.add('staff');
  }

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how @returns {Promise<T>} */
  async load(route, how) {
    this.person = await me();
    this.classList.toggle('staff', this.person.signed_in); // a visitor keeps the tabs
    return this.work(route, how);
  }

  /** @param {Route} _route @param {{signal: AbortSignal, back: boolean}} _how @returns {T | Promise<T>} */
  work(_route, _how) {
    throw new Error('a staff screen says what it loads');
  }

  render() {
    return html`${this.#rail()}
      <div class="staff-work">${super.render()}</div>`;
  }

  #rail() {
    const { person } = this;
    if (!person?.signed_in) return nothing;
    return html`<nav class="staff-rail" aria-label=${t('staff.rail')}>
      ${placesOf(person, this.waiting).map(
        ({ title, links }) => html`<p class="staff-place">${title}</p>
          <ul>
            ${links.map(({ words, url }) => html`<li><a href=${url} aria-current=${url === decodeURIComponent(this.route.path) ? 'page' : nothing}>${words}</a></li>`)}
          </ul>`,
      )}
      <ul class="staff-account"><li><a href="/moi">${t('staff.account')}</a></li></ul>
    </nav>`;
  }

  /** After an act: says what happened, and shows what is true now. @param {string} words */
  done(words) {
    announce(this, words, { seen: true });
    this.acted = true;
    this.reload();
  }

  /** What was acted on may be gone: the focus is then at the title, not nowhere. @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    if (!this.acted || this.loading) return;
    this.acted = false;
    if (document.activeElement === document.body) this.querySelector('h1')?.focus();
  }
}
