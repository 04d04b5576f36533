/** @file `/gestion/lieux/:id`: what is shown of a place, for whoever answers for it. */

import { get } from '../core/api.js';
import { loadWords, t } from '../core/i18n.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { sourcesNote } from '../elements/ui.js';
import { html } from '../vendor/lit.js';

/** @import { FacilityPage } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {StaffScreen<FacilityPage>} */
class Place extends StaffScreen {
  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<FacilityPage>} */
  async work({ params }, { signal }) {
    const [page] = await Promise.all([
      /** @type {Promise<FacilityPage>} */ (get(`/api/facilities/${encodeURIComponent(params.id)}`, { signal })),
      loadWords('roles'),
    ]);
    return page;
  }

  /** @param {FacilityPage | undefined} page */
  heading(page) {
    return page?.facility.name ?? t('facility.title');
  }

  /** @param {FacilityPage} page */
  view({ facility, words, source }) {
    const { accessible } = facility;
    const rows = [
      ['city', facility.city],
      ['kind', facility.kind ?? t('facility.unknown')],
      ['accessible', t(accessible === null ? 'facility.unknown' : accessible ? 'facility.yes' : 'facility.no')],
      ['year', facility.year ?? t('facility.unknown')],
      ['activities', facility.activities.join(', ') || t('facility.unknown')],
    ];
    return html`<div>
        <p class="small">${t('facility.title')}</p>
        <h1 tabindex="-1">${facility.name}</h1>
      </div>
      <article class="card stack">
        <dl class="facts">${rows.map(([key, value]) => html`<dt>${t(`facility.${key}`)}</dt><dd>${value}</dd>`)}</dl>
        <p class="small">${words}</p>
      </article>
      <p>${t('facility.why')}</p>
      <div class="row wrap">
        <a class="btn" href="/signaler?page=${encodeURIComponent(this.route.path)}">${t('about.report')}</a>
        <a class="btn alt" href="/sport">${t('facility.list')}</a>
      </div>
      ${sourcesNote([source])}`;
  }
}

customElements.define('app-place', Place);
export default Place;
