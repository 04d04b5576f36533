/** @file `/moi`: what I asked for, what I was told, what I keep on this device. */

import { get, Refusal, send } from '../core/api.js';
import { keptJourneys } from '../core/carnet.js';
import { moment } from '../core/format.js';
import { loadWords, t } from '../core/i18n.js';
import { loadStyles } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { isKeptAside, isLeaving, mayBeSignedIn, me, signOut } from '../core/session.js';
import { isFormal, voice } from '../core/voice.js';
import { bookingCard, ordered } from '../elements/booking-card.js';
import '../elements/carnet-list.js';
import '../elements/passkey-offer.js';
import { announce, empty, icon } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { BookingList, BookingOut, GuardianRequestList, MeOut, NotificationList, NotificationOut } from '../types/api.js' */
/** @import { Entry } from '../core/carnet.js' */

/** @typedef {{person: MeOut | null, offline: boolean, bookings: BookingOut[], told: NotificationOut[], kept: Entry[], guardian?: unknown}} Mine `person` null: unknown, no network */

/** @extends {Screen<Mine>} */
class Me extends Screen {
  /** Journeys are on the device: they show whatever the network says, once it is known whose they are. @returns {Promise<Mine>} */
  async load() {
    try {
      const person = await me({ fresh: true });
      const kept = await keptHere();
      this.#tellApp(person.unread);
      if (!person.signed_in) return { person, offline: false, bookings: [], told: [], kept };
      const [mine, told, guardian] = await Promise.all([
        /** @type {Promise<BookingList>} */ (get('/api/bookings')),
        /** @type {Promise<NotificationList>} */ (get('/api/notifications')),
        isGuardian(person) ? readGuardian() : undefined,
      ]);
      return { person, offline: false, bookings: mine.items, told: told.items, kept, guardian };
    } catch (error) {
      if (!(error instanceof Refusal) || !error.offline) throw error;
      return { person: null, offline: true, bookings: [], told: [], kept: await keptHere() };
    }
  }

  heading() {
    return t('me.title');
  }

  /** @param {Mine} mine */
  view(mine) {
    const { person, offline, kept } = mine;
    if (person?.signed_in && !isLearner(person)) return this.#staff(person);
    return html`<div>
        <h1 tabindex="-1">${t('me.title')}</h1>
        ${person?.name ? html`<p class="small">${person.name}${person.demo ? `, ${t('me.demo')}` : ''}</p>` : nothing}
      </div>
      ${offline ? html`<p class="message">${t(isLeaving() ? 'me.left.late' : 'me.offline')}</p>` : nothing}
      ${person && !person.signed_in ? visitor() : nothing} ${person?.signed_in ? this.#requests(mine) : nothing} ${mine.guardian ?? nothing}
      ${kept.length || !mine.guardian ? this.#journeys(kept) : nothing} ${person?.signed_in ? this.#account(person) : nothing}
      ${offline && mayBeSignedIn() ? this.#leaving() : nothing}`;
  }

  /** Somebody who manages has nothing to ask for here. @param {MeOut} person */
  #staff(person) {
    return html`<div>
        <h1 tabindex="-1">${t('me.account.staff')}</h1>
        <p class="small">${person.name}${person.demo ? `, ${t('me.demo')}` : ''}</p>
      </div>
      <ul>${person.roles.map(({ label }) => html`<li>${label}</li>`)}</ul>
      <a class="btn" href="/gestion">${t('me.staff')}</a>
      <app-passkey-offer .say=${voice(true)}></app-passkey-offer>
      ${ways()}
      <button type="button" class="btn alt" @click=${this.#leave}>${t('me.leave')}</button>
      <p class="small">${t('me.leave.why.staff')}</p>`;
  }

  /** @param {Mine} mine */
  #requests(mine) {
    const { bookings, told } = mine;
    const { live, over } = ordered(bookings);
    return html`${told.length ? this.#told(told) : nothing}
      ${
        mine.guardian && !bookings.length
          ? nothing
          : html`<section class="stack">
        <h2>${t('me.requests')}</h2>
        ${live.length ? html`<div class="cards two">${live.map(bookingCard)}</div>` : empty(t('me.requests.none'), [{ words: t('me.requests.find'), url: '/internats' }])}
        ${
          over.length
            ? html`<details class="me-over">
                <summary>${t('me.requests.over', { n: over.length })}</summary>
                <div class="cards two">${over.map(bookingCard)}</div>
              </details>`
            : nothing
        }
      </section>`
      }`;
  }

  /** @param {NotificationOut[]} told */
  #told(told) {
    const unread = told.filter(({ read }) => !read);
    return html`<section class="stack">
      <div class="row wrap apart">
        <h2>${t('me.told')}</h2>
        ${unread.length ? html`<button type="button" class="chip" @click=${this.#read}>${icon('check')}${t('me.told.read')}</button>` : nothing}
      </div>
      ${unread.length ? html`<ul class="cards">${unread.map(notice)}</ul>` : html`<p class="small">${t('me.told.none')}</p>`}
      ${
        told.length > unread.length
          ? html`<details class="me-over">
              <summary>${t('me.told.old')}</summary>
              <ul class="cards">${told.filter(({ read }) => read).map(notice)}</ul>
            </details>`
          : nothing
      }
    </section>`;
  }

  /** @param {Entry[]} kept */
  #journeys(kept) {
    return html`<section class="stack">
      <h2>${t('me.journeys')}</h2>
      <app-carnet .entries=${kept}></app-carnet>
    </section>`;
  }

  /** @param {MeOut} person */
  #account(person) {
    return html`<section class="stack">
      <h2>${t('me.account')}</h2>
      <ul class="small">${person.roles.map(({ label }) => html`<li>${label}</li>`)}</ul>
      <app-passkey-offer .say=${voice(isFormal(person))}></app-passkey-offer>
      ${ways()}
      ${this.#leaving(person)}
    </section>`;
  }

  /** Without a network too: nobody is asked who they are to be forgotten here. @param {MeOut} [person] */
  #leaving(person) {
    return html`<button type="button" class="btn alt" @click=${this.#leave}>${t('me.leave')}</button>
      <p class="small">${t(person && isGuardian(person) ? 'me.leave.why.staff' : 'me.leave.why')}</p>`;
  }

  async #read() {
    try {
      const { items, unread } = /** @type {NotificationList} */ (await send('POST', '/api/notifications/reading'));
      if (this.data) this.data = { ...this.data, told: items };
      this.#tellApp(unread);
      announce(this, t('me.told.done'), { seen: true });
    } catch (error) {
      this.#failed(error);
    }
  }

  async #leave() {
    const { late, location: elsewhere } = await signOut();
    this.#tellApp(0);
    if (elsewhere) return location.assign(elsewhere); // the identity provider's own way out
    announce(this, t(late ? 'me.left.late' : 'me.left'), { seen: true });
    this.data = undefined; // nothing of theirs stays on screen while the visitor's view comes
    this.reload();
  }

  /** @param {unknown} error */
  #failed(error) {
    if (!(error instanceof Refusal)) throw error;
    announce(this, `${error.title}. ${error.next}`, { seen: true });
  }

  /** The dot on the tab. @param {number} unread */
  #tellApp(unread) {
    const app = /** @type {import('../app.js').App | null} */ (this.closest('passerelles-app'));
    if (app) app.unread = unread;
  }
}

/** None in a browser that keeps nothing. */
const keptHere = () => keptJourneys().catch(() => /** @type {Entry[]} */ ([]));

/** @param {MeOut} person */
function isLearner({ roles }) {
  return !roles.length || roles.some(({ name }) => name === 'student' || name === 'apprentice' || name === 'guardian');
}

/** @param {MeOut} person */
function isGuardian({ roles }) {
  return roles.some(({ name }) => name === 'guardian');
}

/** What is theirs comes with its own words, loaded by those who need it. */
async function readGuardian() {
  const [{ guardianHome }, list] = await Promise.all([
    import('../elements/guardian-request.js'),
    /** @type {Promise<GuardianRequestList>} */ (get('/api/guardian/requests')),
    loadWords('guardians'),
    loadStyles('styles/screens/guardians'),
  ]);
  return guardianHome(list);
}

/** Where one's account is looked after. */
function ways() {
  const links = [
    ['/moi/securite', 'me.security'],
    ['/moi/donnees', 'me.data'],
  ];
  return html`<ul class="card me-ways">
    ${links.map(([url, key]) => html`<li><a href=${url}>${t(key)}${icon('next')}</a></li>`)}
  </ul>`;
}

function visitor() {
  return html`<section class="card stack">
    <h2>${t('me.visitor')}</h2>
    <p>${t('me.visitor.why')}</p>
    ${isKeptAside() ? html`<p>${t('me.visitor.aside')}</p>` : nothing}
    <a class="btn" href="/connexion?next=/moi">${t('me.visitor.enter')}</a>
  </section>`;
}

/** @param {NotificationOut} one */
function notice({ title, body, url, created_at, read }) {
  return html`<li class="card stack notice" ?data-new=${!read}>
    <h3 class="card-title">${url ? html`<a href=${url}>${title}</a>` : title}</h3>
    <p class="small">${body}</p>
    <p class="small">${t('me.told.at', { age: moment(created_at) })}</p>
  </li>`;
}

customElements.define('app-me', Me);
export default Me;
