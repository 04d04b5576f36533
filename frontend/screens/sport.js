/** @file `/sport`: sports facilities near the student, with the year of each record. Read only for now. */

import { km } from '../core/format.js';
import { t } from '../core/i18n.js';
import { ListScreen } from '../core/list-screen.js';
import { nearField, nearOf } from '../elements/near-field.js';
import { empty, pill, sourcesNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { FacilityList, FacilityOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {ListScreen<FacilityList>} */
class Sport extends ListScreen {
  /** @param {Route} route */
  source(route) {
    const near = nearOf(route);
    const far = route.query.get('max_km');
    const activity = route.query.get('activity');
    const query = new URLSearchParams({
      ...(near && { near }),
      ...(far && { max_km: far }),
      ...(activity && { activity }),
    });
    return query.size ? `/api/facilities?${query}` : '/api/facilities';
  }

  heading() {
    return t('sport.title');
  }

  /** @param {FacilityList} list */
  view(list) {
    return html`<h1 tabindex="-1">${t('sport.heading')} <span class="mark">${t('sport.heading.mark')}</span></h1>
      ${nearField(this.route, list.near, (change) => this.ask(change))} ${this.#activity(list.activities)}
      <div role="status"><h2>${t('sport.count', { n: list.total })}</h2></div>
      <p class="small">${list.words}</p>
      ${list.items.length ? nothing : empty(t('sport.none'), [{ words: t('near.wider'), url: '/sport' }])}
      <div class="cards two">${list.items.map(facility)}</div>
      ${list.next ? html`<button type="button" class="btn alt" @click=${() => this.more()}>${t('list.more')}</button>` : nothing}
      ${sourcesNote([list.source])}`;
  }

  /** @param {string[]} activities */
  #activity(activities) {
    const chosen = this.route.query.get('activity') ?? '';
    return html`<div class="field">
      <label for="sport-activity">${t('sport.activity')}</label>
      <select
        id="sport-activity"
        @change=${(/** @type {Event} */ { target }) => this.ask({ activity: /** @type {HTMLSelectElement} */ (target).value })}
      >
        <option value="" ?selected=${!chosen}>${t('sport.activity.any')}</option>
        ${activities.map((one) => html`<option ?selected=${one === chosen}>${one}</option>`)}
      </select>
    </div>`;
  }
}

/** @param {FacilityOut} one */
function facility(one) {
  return html`<article class="card stack">
    <h3>${one.name}</h3>
    <p class="small">${[one.kind, one.city].filter(Boolean).join(' · ')}</p>
    <div class="pills">
      ${one.distance_km === null ? nothing : pill(km(one.distance_km))} ${one.school ? pill(t('sport.school')) : nothing}
      ${one.accessible ? pill(t('sport.accessible')) : nothing} ${one.year ? pill(t('sport.year', { year: one.year })) : nothing}
    </div>
  </article>`;
}

customElements.define('app-sport', Sport);
export default Sport;
