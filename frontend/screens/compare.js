/** @file `/comparer?ids=a,b[,c]`: two or three journeys side by side. One table: it slides under the thumb, and prints. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { comparisonTable } from '../elements/comparison-table.js';
import { announce, empty, icon, sourcesNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { ComparedOut, ComparisonAnswer, ItineraryPage } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

export const MOST = 3;

/** The journeys of an address, each once, at most three. @param {URLSearchParams} query */
export function idsOf(query) {
  return [...new Set((query.get('ids') ?? '').split(',').filter(Boolean))].slice(0, MOST);
}

/** Which columns are in view, by how far the table has slid. @param {number} left @param {number} column width in pixels @param {number} room for columns, in pixels @param {number} count */
export function inView(left, column, room, count) {
  const first = Math.min(Math.round(left / column), count - 1);
  const shown = Math.max(1, Math.floor(room / column + 0.05));
  return { first, last: Math.min(first + shown, count) - 1 };
}

/** @extends {Screen<ComparisonAnswer | null>} */
class Compare extends Screen {
  /** Ids kept on this device. @type {Set<string>} */
  kept = new Set();
  columns = { first: 0, last: MOST - 1 };

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    const ids = idsOf(route.query);
    if (ids.length < 2) return null;
    return /** @type {Promise<ComparisonAnswer>} */ (
      this.read(`/api/journeys/comparison?ids=${ids.map(encodeURIComponent).join(',')}`, how)
    );
  }

  heading() {
    return t('compare.title');
  }

  /** @param {ComparisonAnswer | null} found */
  view(found) {
    if (!found) {
      return html`<h1 tabindex="-1">${t('compare.title')}</h1>
        ${empty(t('compare.none'), [{ words: t('compare.find'), url: '/' }])}`;
    }
    const { itineraries } = found;
    const { first, last } = this.columns;
    const hidden = last - first + 1 < itineraries.length;
    return html`<div class="row apart wrap">
        <h1 tabindex="-1">${t('compare.title')}</h1>
        ${
          hidden
            ? html`<button type="button" class="chip compare-next" @click=${this.#slide}>
                ${t(first === last ? 'compare.shown.one' : 'compare.shown', { from: first + 1, to: last + 1, n: itineraries.length })}${icon('next')}
              </button>`
            : nothing
        }
      </div>
      <div
        class="compare-room"
        role="region"
        tabindex="0"
        aria-label=${t('compare.region')}
        @scroll=${this.#look}
      >
        ${comparisonTable(found, { remove: itineraries.length > 2 ? (id) => this.#remove(id) : null })}
      </div>
      <p class="small">${found.note}</p>
      ${sourcesNote(found.sources)} ${this.#sheet(itineraries.slice(first, last + 1))}`;
  }

  /** One act for each journey in view, under its column. @param {ComparedOut[]} shown */
  #sheet(shown) {
    return html`<div class="sheet">
      <div class="sheet-acts compare-acts">
        ${shown.map(
          (one, index) => html`<button
            type="button"
            class=${index ? 'btn alt' : 'btn'}
            aria-pressed=${this.kept.has(one.id)}
            @click=${() => this.#keep(one)}
          >
            ${t(this.kept.has(one.id) ? 'compare.kept' : 'compare.keep', { label: one.label })}
          </button>`,
        )}
      </div>
    </div>`;
  }

  firstUpdated() {
    this.sized = new ResizeObserver(() => this.#look());
    this.sized.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sized?.disconnect();
  }

  /** @param {Map<string, unknown>} changed */
  async updated(changed) {
    super.updated(changed);
    if (!changed.has('data') || !this.data) return;
    this.#look();
    if (!localStorage.getItem('passerelles.carnet')) return;
    const { keptJourney } = await import('../core/carnet.js');
    const found = await Promise.all(this.data.itineraries.map(({ id }) => keptJourney(id)));
    this.kept = new Set(found.flatMap((entry) => entry?.id ?? []));
    this.requestUpdate();
  }

  #look = () => {
    const room = this.querySelector('.compare-room');
    const column = room?.querySelector('thead th:nth-child(2)')?.clientWidth;
    if (!room || !column || !this.data) return;
    const labels = room.querySelector('thead td')?.clientWidth ?? 0;
    const next = inView(room.scrollLeft, column, room.clientWidth - labels, this.data.itineraries.length);
    if (next.first === this.columns.first && next.last === this.columns.last) return;
    this.columns = next;
    this.requestUpdate();
  };

  /** On to the next column; back to the first after the last. */
  #slide() {
    const room = this.querySelector('.compare-room');
    const column = room?.querySelector('thead th:nth-child(2)')?.clientWidth ?? 0;
    const end = this.columns.last + 1 >= (this.data?.itineraries.length ?? 0);
    room?.scrollTo({ left: end ? 0 : room.scrollLeft + column });
  }

  /** @param {ComparedOut} one */
  async #keep({ id, label }) {
    const { drop, keep } = await import('../core/carnet.js');
    if (this.kept.has(id)) {
      await drop(id);
      this.kept.delete(id);
      announce(this, t('itinerary.drop.said'), { seen: true });
    } else {
      /** @type {ItineraryPage | null} */
      const page = await get(`/api/journeys/${encodeURIComponent(id)}`).catch(() => null);
      if (!page) return announce(this, t('compare.keep.failed', { label }), { seen: true });
      await keep(page);
      this.kept.add(id);
      announce(this, t('itinerary.keep.said'), { seen: true });
    }
    this.requestUpdate();
  }

  /** @param {string} id */
  #remove(id) {
    const ids = idsOf(this.route.query).filter((one) => one !== id);
    const url = address('/comparer', this.route.query, { ids: ids.join(',') });
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
    this.querySelector('h1')?.focus();
  }
}

customElements.define('app-compare', Compare);
export default Compare;
