/** @file `/parcours/:id` and `/p/:token`: one journey as a transit line, station by station. */

import { keptSince } from '../core/api.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { lineDiagram } from '../elements/line.js';
import { became, ride, station } from '../elements/stations.js';
import { announce, icon, marked, pill, sourcesNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { ItineraryOut, ItineraryPage, ReplacementOut, SharedItinerary } from '../types/api.js' */
/** @import { Refusal } from '../core/api.js' */
/** @import { Route } from '../core/router.js' */

/** @typedef {ItineraryPage | SharedItinerary} Answer */

/** @extends {Screen<{page: ItineraryPage, note: string | null, age: string}>} */
class Itinerary extends Screen {
  kept = false;
  /** @type {{place: ReplacementOut, index: number} | null} a place chosen, until the journey through it has come */
  replaced = null;

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    const { id, token } = route.params;
    const year = route.query.get('start');
    const path = token
      ? `/api/shared/${token}`
      : `/api/journeys/${encodeURIComponent(id)}${year ? `?start=${encodeURIComponent(year)}` : ''}`;
    const answer = /** @type {Answer | Promise<Answer>} */ (this.read(path, how));
    this.kept = false;
    return answer instanceof Promise ? answer.then(dated, (error) => this.#ownCopy(error)) : shown(answer);
  }

  heading() {
    return this.data?.page.itinerary.title ?? t('tab.plan');
  }

  get age() {
    return this.data?.age ?? '';
  }

  actions() {
    if (!this.data) return nothing;
    return html`<button type="button" class="chip" @click=${() => this.#share()}>${icon('share')}${t('itinerary.share')}</button>`;
  }

  /** @param {NonNullable<Itinerary['data']>} data */
  view({ page, note, age }) {
    const { itinerary, changed } = page;
    return html`<div class="journey-page">
        <div class="stack">
          <h1 tabindex="-1">${marked(itinerary.title)}</h1>
          ${age ? html`<p class="pills">${pill(t('offline.age', { age }), 'wait')}</p>` : nothing}
          ${note ? html`<p class="small">${t('itinerary.note', { note })}</p>` : nothing}
          ${changed ? html`<p class="message">${changed}</p>` : nothing}
        </div>
        ${lineDiagram(itinerary, {
          station: (leg, index) => station(leg, index),
          ride: (leg, index) =>
            ride(leg, index, {
              last: index === itinerary.legs.length - 1,
              replace: (place, at) => this.#replace(place, at),
            }),
          arrival: () => arrival(itinerary),
        })}
        ${why(itinerary)} ${sourcesNote(page.sources)}
      </div>
      ${this.#sheet(itinerary)}`;
  }

  /** @param {ItineraryOut} itinerary */
  #sheet(itinerary) {
    const bed = itinerary.legs.find((leg) => leg.boarding?.house && leg.boarding.url)?.boarding;
    const step = itinerary.legs[0]?.next_step;
    return html`<div class="sheet">
      <div class="sheet-acts">
        ${
          bed?.url
            ? html`<a class="btn" href=${bed.url}>${t('itinerary.book')}</a>`
            : step?.url
              ? html`<a class="btn" href=${step.url} rel="noopener">${t('itinerary.official')}</a>`
              : nothing
        }
        <button type="button" class="btn alt" aria-pressed=${this.kept} @click=${this.#keep}>
          ${icon('star', this.kept ? 'currentColor' : 'none')}${t(this.kept ? 'itinerary.kept' : 'itinerary.keep')}
        </button>
      </div>
    </div>`;
  }

  /** @param {Map<string, unknown>} changed */
  async updated(changed) {
    super.updated(changed);
    if (changed.has('data') && !this.loading) this.#settled();
    if (changed.has('data') && this.data && this.route.kind === 'load' && !this.age) keepAnswer(this.route, this.data);
    if (!changed.has('data') || !this.data || !localStorage.getItem('passerelles.carnet')) return;
    const { keptJourney } = await import('../core/carnet.js');
    const kept = (await keptJourney(this.data.page.itinerary.id)) !== undefined;
    if (kept !== this.kept) this.requestUpdate();
    this.kept = kept;
  }

  async #keep() {
    if (!this.data) return;
    const { drop, keep } = await import('../core/carnet.js');
    await (this.kept ? drop(this.data.page.itinerary.id) : keep(this.data.page));
    this.kept = !this.kept;
    announce(this, t(this.kept ? 'itinerary.keep.said' : 'itinerary.drop.said'), { seen: true });
    this.requestUpdate();
  }

  /** The same journey through another place: the address changes, the page stays where it is. @param {ReplacementOut} place @param {number} index */
  #replace(place, index) {
    this.replaced = { place, index };
    const url = address(place.url.split('?')[0], this.route.query);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }

  /** Says the new place and goes on from there. */
  #settled() {
    if (!this.replaced || this.refusal) return;
    const { place, index } = this.replaced;
    this.replaced = null;
    announce(this, t('itinerary.replaced', { name: place.institution.name }), { seen: true });
    const list = this.querySelector(`.places[data-leg="${index}"]`);
    list?.removeAttribute('open');
    /** @type {HTMLElement | null} */ (list?.querySelector('summary') ?? this.querySelector('h1'))?.focus();
  }

  async #share() {
    if (!this.data) return;
    const { openShare } = await import('../elements/share.js');
    openShare(this, this.data.page.itinerary);
  }

  /** Without network, the copy kept on this device. @param {Refusal} refusal */
  async #ownCopy(refusal) {
    if (!refusal.offline || !this.route.params.id) throw refusal;
    const { keptJourney } = await import('../core/carnet.js');
    const copy = await keptJourney(this.route.params.id);
    if (!copy) throw refusal;
    return shown(copy.page, await spoken(new Date(copy.at)));
  }
}

/**
 * The answer that came inside a first page goes where the worker finds it without a network: it did not see that
 * page, and asking again would weigh on the visit.
 * @param {Route} route @param {{page: ItineraryPage}} data
 */
async function keepAnswer({ params, query }, { page }) {
  const { serviceWorker: worker } = navigator;
  if (!params.id || query.get('start') || !worker) return;
  if (!worker.controller)
    await new Promise((done) => worker.addEventListener('controllerchange', done, { once: true }));
  const headers = { 'Content-Type': 'application/json', Date: new Date().toUTCString() };
  const cache = await caches.open('kept').catch(() => null); // private browsing has none
  await cache?.put(`/api/journeys/${params.id}`, new Response(JSON.stringify(page), { headers })).catch(() => null);
}

/** @param {Answer} answer */
function shown(answer, age = '') {
  return 'page' in answer ? { page: answer.page, note: answer.note, age } : { page: answer, note: null, age };
}

/** @param {Answer} answer */
async function dated(answer) {
  const since = keptSince(answer);
  return shown(answer, since ? await spoken(since) : '');
}

/** "de 8 h 12". @param {Date} since */
async function spoken(since) {
  const { moment } = await import('../core/format.js');
  return moment(since);
}

/** @param {ItineraryOut} itinerary */
function arrival({ arrival: to, ends }) {
  return html`<h2>${t(`itinerary.arrival.${to.kind}`, { label: to.label })}${ends ? html`<span class="stop-when">${ends}</span>` : nothing}</h2>
    ${to.detail ? html`<p class="small">${to.detail}</p>` : nothing}
    ${to.outcomes ? html`<p class="small">${became(to.outcomes)}</p>` : nothing}
    <a class="link" href=${to.after_url}>${t('itinerary.after')}</a>`;
}

/** @param {ItineraryOut} itinerary */
function why({ why: all, pills }) {
  const doubts = pills.filter(({ tone }) => tone === 'wait').map(({ words }) => words);
  const reasons = all.filter((reason) => !doubts.includes(reason)); // "à confirmer" is no reason to choose it
  if (!reasons.length) return nothing;
  return html`<section class="stack">
    <h2>${t('itinerary.why')}</h2>
    <ul class="reasons">${reasons.map((reason) => html`<li>${icon('check')}<span>${reason}</span></li>`)}</ul>
  </section>`;
}

customElements.define('app-itinerary', Itinerary);
export default Itinerary;
