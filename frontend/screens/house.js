/** @file `/internats/:id`: a boarding house, its calendar, and asking for a bed. */

import { get, Refusal } from '../core/api.js';
import { moment } from '../core/format.js';
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { me } from '../core/session.js';
import { askForBed } from '../elements/bed-ask.js';
import '../elements/calendar.js';
import { houseAbout } from '../elements/house-about.js';
import { costCard, yearCard, zoneField } from '../elements/house-choice.js';
import {
  isOpen,
  lastDay,
  MOST_NIGHTS,
  monday,
  monthOf,
  nightsWords,
  plus,
  plusMonths,
  stateOf,
  today,
  toggle,
} from '../elements/nights.js';
import { chosenIn, dropChosen, keepChosen } from '../elements/selection.js';
import { announce, pill } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { AlternativeOut, AvailabilityOut, BookingOut, HouseOut, NightOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */
/** @import { Mode, Selection } from '../elements/selection.js' */

/** @type {Mode[]} */
const MODES = ['nights', 'weeks', 'year'];
const TONES = /** @type {const} */ ({ free: 'go', few: 'wait', waiting: 'wait', closed: 'neutral' });
/** From this month, how many more are looked at to find an open night. */
const MONTHS_AHEAD = 3;

/** @extends {Screen<HouseOut>} */
class House extends Screen {
  static properties = {
    ...Screen.properties,
    selection: { state: true },
    month: { state: true },
    hint: { state: true },
    told: { state: true },
  };

  constructor() {
    super();
    /** @type {Selection} */
    this.selection = { mode: 'nights', zone: null, nights: [] };
    /** asking was under way before signing in */
    this.asking = false;
    this.month = '';
    this.hint = '';
    /** why the night under the finger is closed */
    this.told = '';
    /** @type {Map<string, NightOut>} */
    this.nights = new Map();
  }

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  async load(route, how) {
    const id = route.params.id;
    const house = /** @type {HouseOut} */ (await this.read(`/api/boarding/houses/${encodeURIComponent(id)}`, how));
    const { key: _, ...kept } = chosenIn(id);
    this.selection = { ...kept, asking: false, nights: kept.nights.filter((night) => night >= today()) };
    this.asking = kept.asking ?? false;
    if (house.zones.length === 1) this.selection.zone = house.zones[0].id;
    const first = this.selection.nights[0] ?? earliest(house);
    for (let ahead = 0; ahead < MONTHS_AHEAD; ahead++) {
      this.month = plusMonths(monthOf(first), ahead);
      if (this.month > monthOf(house.published_to)) break;
      const found = await this.#fetch(house, this.month);
      if (found.some((night) => night.night >= today() && isOpen(stateOf(night, this.selection.zone)))) break;
    }
    return house;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    if (changed.has('data') && this.data && this.asking) this.#resume();
  }

  /** Back from signing in: the request goes on where it was, without another tap. */
  async #resume() {
    this.asking = false;
    const { id } = this.route.params;
    keepChosen(id, { ...chosenIn(id), asking: false });
    const person = await me().catch(() => null); // without it, the button asks again
    if (person?.signed_in && this.isConnected) this.#ask();
  }

  heading() {
    return this.data?.name ?? t('house.title');
  }

  actions() {
    if (!this.data) return nothing;
    return pill(this.data.state_words, TONES[this.data.state]);
  }

  /** @param {HouseOut} house */
  view(house) {
    const { mode } = this.selection;
    return html`<div class="stack">
        <h1 tabindex="-1">${[house.name, house.institution.city].filter(Boolean).join(', ')}</h1>
        <p class="small">${t('house.state.as_of', { age: moment(house.as_of) })}${house.demo ? ` · ${t('house.demo')}` : ''}</p>
      </div>
      <div class="segments" role="group" aria-label=${t('house.modes')}>
        ${MODES.map((one) => html`<button type="button" class="chip" aria-pressed=${one === mode} @click=${() => this.#change({ mode: one })}>${t(`house.mode.${one}`)}</button>`)}
      </div>
      <div class="house">
        <div class="stack house-choice">${mode === 'year' ? yearCard(house) : html`${this.#choice(house)} ${this.#sheet()}`}</div>
        <div class="stack">${houseAbout(house)}</div>
      </div>`;
  }

  /** @param {HouseOut} house */
  #choice(house) {
    const { mode, zone, nights } = this.selection;
    return html`${zoneField(house, zone, (chosen) => this.#inZone(chosen))}
      <section class="card">
        ${mode === 'weeks' ? html`<p class="small">${t('house.weeks.how')}</p>` : nothing}
        <app-calendar
          .month=${this.month}
          .zone=${zone}
          .from=${earliest(house)}
          .to=${house.published_to}
          .nights=${this.nights}
          .chosen=${nights}
          @pick=${(/** @type {CustomEvent<string>} */ { detail }) => this.#pick(detail)}
          @tell=${(/** @type {CustomEvent<string>} */ { detail }) => (this.told = detail)}
          @month=${(/** @type {CustomEvent<string>} */ { detail }) => this.#turn(detail)}
        ></app-calendar>
      </section>
      ${nights.length ? costCard(house, nights, () => this.#change({ nights: [] })) : nothing}`;
  }

  #sheet() {
    const { nights } = this.selection;
    return html`<div class="sheet">
      ${this.hint ? html`<p class="message" role="alert">${this.hint}</p>` : nothing}
      ${this.told ? html`<p class="small house-told">${this.told}</p>` : nothing}
      <p class="small house-words" role="status">${nights.length ? nightsWords(nights) : t('house.none')}</p>
      <div class="sheet-acts"><button type="button" class="btn" @click=${this.#ask}>${t('house.ask')}</button></div>
    </div>`;
  }

  /** @param {Partial<Selection>} change */
  #change(change) {
    this.selection = { ...this.selection, ...change };
    this.hint = '';
    keepChosen(this.route.params.id, this.selection);
  }

  /** Nights that are full in the new zone leave, and it is said. @param {string} zone */
  #inZone(zone) {
    const { nights } = this.selection;
    const kept = nights.filter((one) => !this.nights.has(one) || isOpen(stateOf(this.nights.get(one), zone)));
    this.#change({ zone, nights: kept });
    if (kept.length < nights.length) this.hint = t('house.zone.lost', { n: nights.length - kept.length });
  }

  /** @param {string} date */
  #pick(date) {
    const { nights, zone, mode } = this.selection;
    const open = (/** @type {string} */ one) => one >= today() && isOpen(stateOf(this.nights.get(one), zone));
    const chosen = toggle(nights, date, { weeks: mode === 'weeks', open });
    if (chosen.length > MOST_NIGHTS) this.hint = t('house.most', { n: MOST_NIGHTS });
    else this.#change({ nights: chosen });
  }

  /** @param {string} month */
  async #turn(month) {
    this.month = month;
    this.hint = '';
    this.told = '';
    if (this.data) await this.#fetch(this.data, month).catch((error) => this.#failed(error));
  }

  /** The nights of a month, over the edges of its weeks too: a week is chosen whole. @param {HouseOut} house @param {string} month */
  async #fetch(house, month) {
    const query = new URLSearchParams({ from: monday(`${month}-01`), to: plus(monday(lastDay(month)), 6) });
    /** @type {AvailabilityOut} */
    const answer = await get(`/api/boarding/houses/${encodeURIComponent(house.id)}/availability?${query}`);
    this.nights = new Map([
      ...this.nights,
      ...answer.nights.map((night) => /** @type {const} */ ([night.night, night])),
    ]);
    this.requestUpdate();
    return answer.nights;
  }

  async #ask() {
    const house = this.data;
    const { nights, zone } = this.selection;
    if (!house) return;
    if (house.zones.length > 1 && !zone) return this.#missing('zone', '.house-zones input');
    if (!nights.length) return this.#missing('nights', 'td[tabindex="0"]');
    if (!navigator.onLine) {
      this.hint = t('house.offline');
      return;
    }
    keepChosen(house.id, { ...chosenIn(house.id), ...this.selection, asking: true }); // should their session be over, these nights wait for them alone
    const person = await me({ fresh: true }).catch((error) => this.#failed(error));
    if (person && !person.signed_in) return this.#go(`/connexion?next=${encodeURIComponent(location.pathname)}`);
    keepChosen(house.id, { ...chosenIn(house.id), asking: false });
    if (!person) return;
    askForBed(this, {
      house,
      nights,
      zone,
      person,
      key: this.#sentBefore(house.id, nights),
      asked: (booking) => this.#asked(booking),
      refused: () => void this.#fetch(house, this.month).catch((error) => this.#failed(error)),
      instead: (alternative) => this.#instead(alternative),
    });
  }

  /** The key of the same request, when it was sent and not answered. @param {string} house @param {string[]} nights */
  #sentBefore(house, nights) {
    const draft = chosenIn(house);
    return draft.nights.join() === nights.join() ? draft.key : undefined;
  }

  /** @param {unknown} error @returns {null} */
  #failed(error) {
    if (!(error instanceof Refusal)) throw error;
    this.hint = error.offline ? t('house.offline') : `${error.title}. ${error.next}`;
    return null;
  }

  /** @param {'zone' | 'nights'} what @param {string} selector */
  #missing(what, selector) {
    this.hint = t(`house.missing.${what}`);
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus();
  }

  /** @param {BookingOut} booking */
  #asked(booking) {
    dropChosen(this.route.params.id);
    announce(this, t('ask.sent'), { seen: true });
    this.#go(`/moi/demandes/${booking.id}`);
  }

  /** @param {AlternativeOut} alternative */
  #instead({ resource, zone, slots, url }) {
    keepChosen(resource, { mode: 'nights', zone, nights: slots });
    if (resource === this.route.params.id) this.reload();
    else this.#go(url);
  }

  /** @param {string} url */
  #go(url) {
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url } }));
  }
}

/** The first night that can be asked for. @param {HouseOut} house */
function earliest({ published_from }) {
  return [published_from, today()].sort()[1];
}

customElements.define('app-house', House);
export default House;
