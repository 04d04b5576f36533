/** @file A month of nights: a grid for the eyes, the finger and the keyboard. Says why a night is closed. */

import { day, month as monthWords } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, LitElement, nothing } from '../vendor/lit.js';
import { isOpen, lastDay, monday, monthOf, plus, plusMonths, stateOf, today, weeksOf } from './nights.js';
import { icon } from './ui.js';

/** @import { NightOut, NightState } from '../types/api.js' */

const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** Steps of the keyboard from a date. @type {Record<string, (date: string) => string>} */
const KEYS = {
  ArrowLeft: (date) => plus(date, -1),
  ArrowRight: (date) => plus(date, 1),
  ArrowUp: (date) => plus(date, -7),
  ArrowDown: (date) => plus(date, 7),
  Home: (date) => monday(date),
  End: (date) => plus(monday(date), 6),
  PageUp: (date) => sameDay(date, -1),
  PageDown: (date) => sameDay(date, 1),
};

/** Fires `pick` (`detail`: a date) for an open or chosen night, `tell`
 * (`detail`: why the night under the finger is not open, or nothing) and `month` (`detail`: "2027-01") when another is wanted. */
export class Calendar extends LitElement {
  static properties = {
    month: {},
    zone: {},
    from: {},
    to: {},
    nights: { attribute: false },
    chosen: { attribute: false },
    active: { state: true },
  };

  constructor() {
    super();
    this.month = '';
    /** @type {string | null} */
    this.zone = null;
    this.from = '';
    this.to = '';
    /** @type {Map<string, NightOut>} */
    this.nights = new Map();
    /** @type {string[]} */
    this.chosen = [];
    /** the cell that Tab reaches */
    this.active = '';
    this.moved = false;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('month') && monthOf(this.active) !== this.month) {
      const now = today();
      this.active =
        this.chosen.find((one) => monthOf(one) === this.month) ??
        (monthOf(now) === this.month ? now : `${this.month}-01`);
    }
  }

  render() {
    return html`<div class="calendar-head">
        <h2 aria-live="polite">${capital(monthWords(`${this.month}-01`))}</h2>
        ${this.#turn('previous', -1)} ${this.#turn('next', 1)}
      </div>
      <table role="grid" aria-multiselectable="true" aria-label=${t('calendar.label')} @keydown=${this.#key}>
        <thead>
          <tr>
            ${DAYS.map((one) => html`<th scope="col" abbr=${t(`calendar.day.${one}`)}>${t(`calendar.day.${one}`)[0].toUpperCase()}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeksOf(this.month)
            .filter((week) => week.some((date) => date && date >= monday(this.from)))
            .map((week) => html`<tr>${week.map((date) => (date ? this.#cell(date) : html`<td></td>`))}</tr>`)}
        </tbody>
      </table>
      <ul class="calendar-legend small">
        ${['free', 'few', 'waiting', 'closed'].map((state) => html`<li><i data-state=${state}></i>${t(`night.${state}`)}</li>`)}
      </ul>`;
  }

  /** @param {'previous' | 'next'} name @param {number} step */
  #turn(name, step) {
    const month = plusMonths(this.month, step);
    const beyond = step < 0 ? month < monthOf(this.from) : month > monthOf(this.to);
    return html`<button type="button" class="round" aria-label=${t(`calendar.${name}`)} ?disabled=${beyond} @click=${() => this.#ask(month)}>
      ${icon(name)}
    </button>`;
  }

  /** @param {string} date */
  #cell(date) {
    const state = this.#state(date);
    const isChosen = this.chosen.includes(date);
    return html`<td
      role="gridcell"
      data-date=${date}
      data-state=${state}
      tabindex=${date === this.active ? 0 : -1}
      aria-selected=${isOpen(state) || isChosen ? isChosen : nothing}
      aria-disabled=${isOpen(state) || isChosen ? nothing : 'true'}
      aria-current=${date === today() ? 'date' : nothing}
      aria-label=${this.#words(date, state)}
      @click=${() => this.#pick(date)}
      @focus=${() => this.#tell(date)}
    >
      ${Number(date.slice(8))}
    </td>`;
  }

  /** @param {string} date @returns {NightState | 'past'} */
  #state(date) {
    return date < today() ? 'past' : stateOf(this.nights.get(date), this.zone);
  }

  /** @param {string} date @param {NightState | 'past'} state */
  #words(date, state) {
    const said = day(date).replace('1er', '1'); // the name of a cell contains what the cell shows
    const reason = state === 'closed' ? this.nights.get(date)?.reason : null;
    return reason
      ? t('night.closed.why', { day: said, reason })
      : t('night.is', { day: said, state: t(`night.${state}`) });
  }

  /** @param {string} date */
  #reason(date) {
    const state = this.#state(date);
    return state === 'waiting' ? t('night.waiting.why', { day: day(date) }) : this.#words(date, state);
  }

  /** Why this night cannot be asked for; nothing when it can. @param {string} date */
  #tell(date) {
    this.active = date;
    const words = isOpen(this.#state(date)) ? '' : capital(this.#reason(date));
    this.dispatchEvent(new CustomEvent('tell', { detail: words }));
    return words;
  }

  /** @param {string} date */
  #pick(date) {
    if (this.#tell(date) && !this.chosen.includes(date)) return;
    this.dispatchEvent(new CustomEvent('pick', { detail: date }));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      return this.#pick(this.active);
    }
    const step = KEYS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const date = step(this.active);
    if (date < monday(this.from) || monthOf(date) > monthOf(this.to)) return;
    this.active = date;
    this.moved = true;
    if (monthOf(date) !== this.month) this.#ask(monthOf(date));
  }

  /** @param {string} month */
  #ask(month) {
    this.dispatchEvent(new CustomEvent('month', { detail: month }));
  }

  updated() {
    const cell = /** @type {HTMLElement | null} */ (this.moved && this.querySelector(`[data-date="${this.active}"]`));
    if (!cell) return;
    this.moved = false;
    cell.focus();
  }
}

/** The same day of another month, or its last. @param {string} date @param {number} count */
function sameDay(date, count) {
  const month = plusMonths(monthOf(date), count);
  const wanted = `${month}${date.slice(7)}`;
  return wanted > lastDay(month) ? lastDay(month) : wanted;
}

/** @param {string} words */
function capital(words) {
  return words[0].toUpperCase() + words.slice(1);
}

customElements.define('app-calendar', Calendar);
