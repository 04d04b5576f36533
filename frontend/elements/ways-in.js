/** @file All the ways into a job, shortest first. They come after the page: the job itself is read at once. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { place } from '../core/place.js';
import { html, LitElement, nothing } from '../vendor/lit.js';
import { journeyCard } from './line.js';
import { skeleton } from './ui.js';

/** @import { JourneyAnswer } from '../types/api.js' */

export class WaysIn extends LitElement {
  static properties = { to: {}, found: { state: true }, failed: { state: true } };

  constructor() {
    super();
    this.to = '';
    /** @type {JourneyAnswer | null} */
    this.found = null;
    this.failed = false;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('to')) this.#ask(this.to);
  }

  render() {
    const { found } = this;
    if (this.failed) return nothing; // the page's own act asks the same question, and says what is wrong
    if (!found) return html`<section class="stack ways-wait"><h2>${t('job.ways.wait')}</h2>${skeleton()}</section>`;
    if (!found.itineraries.length) return nothing;
    return html`<section class="stack">
      <h2>${t('job.ways', { n: found.itineraries.length })}</h2>
      <p class="small">${t('job.ways.why')}</p>
      <div class="cards two">
        ${found.itineraries.map((one) => journeyCard(one, { start: true, diploma: true }))}
      </div>
    </section>`;
  }

  /** @param {string} to */
  async #ask(to) {
    const query = new URLSearchParams({ to, boarding: '1', max_km: '30' });
    const home = place();
    if (home) query.set('near', home.id);
    this.found = null;
    /** @type {JourneyAnswer | null} */
    const answer = await get(`/api/journeys?${query}`).catch(() => null);
    if (to !== this.to) return;
    this.found = answer;
    this.failed = answer === null;
  }
}

customElements.define('app-ways-in', WaysIn);
