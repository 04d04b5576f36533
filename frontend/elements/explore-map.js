/** @file The map of a list of programmes: the places of its first few hundred, and a word when there are more. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { placesOf } from '../core/outlines.js';
import { loadStyles } from '../core/router.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { ProgrammeList, ProgrammeOut } from '../types/api.js' */

const AT_ONCE = 100;
const PAGES = 4;

/** @param {string} source the API's address of the list @returns {Promise<unknown>} */
export async function exploreMap(source) {
  const [{ programmes, more }] = await Promise.all([
    first(source),
    import('./map.js'),
    loadStyles('vendor/leaflet'),
    loadStyles('styles/screens/map'),
  ]);
  return html`${more ? html`<p class="small">${t('map.first', { n: programmes.length })}</p>` : nothing}
    <app-map .places=${placesOf(programmes)}></app-map>`;
}

/** @param {string} source */
async function first(source) {
  /** @type {ProgrammeOut[]} */
  const programmes = [];
  let cursor = '';
  for (let page = 0; page < PAGES; page++) {
    const join = source.includes('?') ? '&' : '?';
    /** @type {ProgrammeList} */
    const list = await get(`${source}${join}limit=${AT_ONCE}${cursor}`);
    programmes.push(...list.items);
    if (!list.next) return { programmes, more: false };
    cursor = `&cursor=${encodeURIComponent(list.next)}`;
  }
  return { programmes, more: true };
}
