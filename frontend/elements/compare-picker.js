/** @file Choosing two or three journeys of a list to compare them. What is chosen stays with this place in history. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { announce, icon } from './ui.js';

/** @import { ItineraryOut } from '../types/api.js' */

const MOST = 3;

/** The address that compares them. @param {string[]} ids */
export function comparisonUrl(ids) {
  return `/comparer?ids=${ids.map(encodeURIComponent).join(',')}`;
}

/** With one more, or one less; a fourth is not taken. @param {string[]} picked @param {string} id */
export function flipped(picked, id) {
  if (picked.includes(id)) return picked.filter((one) => one !== id);
  return picked.length < MOST ? [...picked, id] : picked;
}

export class ComparePicker {
  /** @type {string[]} */
  picked = [];

  /** @param {import('../vendor/lit.js').LitElement} screen drawn again at each choice @param {string[]} [picked] */
  constructor(screen, picked = []) {
    this.screen = screen;
    this.picked = picked;
  }

  /** The box under a journey's card. @param {ItineraryOut} itinerary */
  box({ id, headline }) {
    const on = this.picked.includes(id);
    const full = !on && this.picked.length === MOST;
    return html`<p class="journey-pick">
      <button type="button" class="chip" aria-pressed=${on} aria-disabled=${full} aria-label=${t('pick.label', { headline })} @click=${() => this.#flip(id)}>
        ${on ? icon('check') : nothing}${t('pick.off')}
      </button>
    </p>`;
  }

  /** The way to the comparison, at the thumb. */
  bar() {
    const { length } = this.picked;
    return html`<div class="pick-bar">
      ${
        length < 2
          ? html`<p>${t('pick.more', { n: 2 - length })}</p>`
          : html`<a class="btn" href=${comparisonUrl(this.picked)}>${t('pick.go', { n: length })}</a>`
      }
    </div>`;
  }

  /** @param {string} id */
  #flip(id) {
    const next = flipped(this.picked, id);
    if (next === this.picked) return announce(this.screen, t('pick.full'), { seen: true });
    this.picked = next;
    this.screen.dispatchEvent(new CustomEvent('remember', { bubbles: true, detail: { picked: next } }));
    announce(this.screen, next.length < 2 ? t('pick.more', { n: 2 - next.length }) : t('pick.go', { n: next.length }));
    this.screen.requestUpdate();
  }
}
