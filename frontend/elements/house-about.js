/** @file What a house says of itself under its calendar: tariffs, rules, contact. */

import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { icon } from './ui.js';
/** @import { HouseOut, TariffOut } from '../types/api.js' */

/** @param {HouseOut} house */
export function houseAbout(house) {
  return html`${
    house.tariffs.length
      ? html`<section class="card stack">
        <h2>${t('house.tariffs')}</h2>
        <ul class="stack">${house.tariffs.map(tariff)}</ul>
      </section>`
      : nothing
  }
    <section class="card stack">
      <h2>${t('house.rules')}</h2>
      <ul class="house-rules">
        <li>${icon('bed')}<span>${house.opening_words}</span></li>
        ${house.rules_words.map((words) => html`<li>${icon('check')}<span>${words}</span></li>`)}
      </ul>
    </section>
    <section class="card stack">
      <h2>${t('house.contact')}</h2>
      <p class="small">${house.institution.name}${house.institution.city ? `, ${house.institution.city}` : ''}</p>
      <div class="row wrap">
        ${call(house)}
        <a class="chip" href=${house.institution.url}>${t('house.institution')}</a>
      </div>
    </section>`;
}

/** @param {HouseOut} house */
export function call({ phone }) {
  if (!phone) return nothing;
  return html`<a class="chip" href="tel:${phone.replace(/[^\d+]/g, '')}">${icon('phone')}${t('house.call', { phone })}</a>`;
}

/** @param {TariffOut} one */
function tariff(one) {
  const dates = one.valid_to
    ? t('house.tariff.dates', { from: date(one.valid_from), to: date(one.valid_to) })
    : t('house.tariff.since', { from: date(one.valid_from) });
  return html`<li>
    <b>${one.words}</b>
    <p class="small">${dates}${one.demo ? `, ${t('house.tariff.demo')}` : ''}. ${t('house.source', { source: one.source })}</p>
  </li>`;
}

/** "1er janvier 2027". @param {string} value */
function date(value) {
  const words = dayYear(value);
  return words.slice(words.indexOf(' ') + 1);
}
