/** @file Around a house's calendar: the zone, what the nights cost, and why a year is not asked for here. */

import { money } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { call } from './house-about.js';
import { price } from './nights.js';
/** @import { HouseOut } from '../types/api.js' */

/** Asked as a zone of the house, never as a gender; not asked when there is one. @param {HouseOut} house @param {string | null} chosen @param {(zone: string) => void} choose */
export function zoneField({ zones }, chosen, choose) {
  if (zones.length < 2) return nothing;
  return html`<fieldset class="stack house-zones">
    <legend>${t('house.zone')}</legend>
    <div class="segments">
      ${zones.map(
        ({ id, label, accessible }) => html`<label class="chip">
          <input type="radio" name="zone" .checked=${id === chosen} @change=${() => choose(id)} />
          ${accessible ? t('house.zone.accessible', { label }) : label}
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** @param {HouseOut} house @param {string[]} nights @param {() => void} clear */
export function costCard({ tariffs }, nights, clear) {
  const cents = price(nights, tariffs);
  const words = t('house.price.count', { n: nights.length });
  return html`<section class="card row wrap apart" aria-label=${t('house.chosen')}>
    <div class="grow">
      <h3>${cents === null ? t('ask.price.unknown') : money(cents)}</h3>
      <p class="small">${tariffs.some(({ demo }) => demo) ? `${words}, ${t('house.tariff.demo')}` : words}</p>
    </div>
    <button type="button" class="chip" @click=${clear}>${t('house.clear')}</button>
  </section>`;
}

/** @param {HouseOut} house */
export function yearCard(house) {
  return html`<section class="card stack">
    <h2>${t('house.year.title')}</h2>
    <p>${t('house.year.why')}</p>
    <p><b>${t('house.year.next')}</b></p>
    <div class="row wrap">${call(house)}</div>
  </section>`;
}
