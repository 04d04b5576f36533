/** @file `/internats`: boarding houses near the student, how full they are in words, and as of when. */

import { km, moment } from '../core/format.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { nearField, nearOf } from '../elements/near-field.js';
import { empty, pill } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { HouseBrief, HouseList } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

const TONES = /** @type {const} */ ({ free: 'go', few: 'wait', waiting: 'wait', closed: 'neutral' });

/** @extends {Screen<HouseList>} */
class Houses extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    const near = nearOf(route);
    const far = route.query.get('max_km');
    const query = new URLSearchParams({ ...(near && { near }), ...(near && far && { max_km: far }) });
    return /** @type {Promise<HouseList>} */ (
      this.read(query.size ? `/api/boarding/houses?${query}` : '/api/boarding/houses', how)
    );
  }

  heading() {
    return t('houses.title');
  }

  /** @param {HouseList} list */
  view({ items, widened, max_km, near }) {
    return html`<h1 tabindex="-1">${t('houses.heading')} <span class="mark">${t('houses.heading.mark')}</span></h1>
      ${nearField(this.route, near, (change) => this.#ask(change))}
      ${widened ? html`<p class="message" role="status">${t('houses.widened', { km: km(max_km) })}</p>` : nothing}
      <div role="status"><h2>${t('houses.count', { n: items.length })}${near && items.length > 1 ? t('houses.order.near') : ''}</h2></div>
      ${items.length ? nothing : empty(t('houses.none'), [{ words: t('houses.none.explore'), url: '/explorer?boarding=1' }])}
      <div class="cards two">${items.map(card)}</div>`;
  }

  /** @param {Record<string, string | null>} change */
  #ask(change) {
    const url = address(this.route.path, this.route.query, change);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }
}

/** @param {HouseBrief} house */
function card(house) {
  const { institution } = house;
  const far = institution.distance_km === null ? null : t('houses.km', { km: km(institution.distance_km) });
  return html`<article class="card stack house-card">
    <div class="row wrap apart">
      <h3 class="card-title"><a href=${house.url}>${house.name}</a></h3>
      ${pill(house.state_words, TONES[house.state], 'bed')}
    </div>
    <p class="small">${[institution.name, institution.city, far].filter(Boolean).join(' · ')}</p>
    <p class="small">
      ${t('houses.zones', { zones: house.zones.map(({ label }) => label).join(', '), age: moment(house.as_of) })}
    </p>
    ${house.demo ? pill(t('houses.demo')) : nothing}
  </article>`;
}

customElements.define('app-houses', Houses);
export default Houses;
