/** @file The planner's rarer settings: lines to avoid, accessible places, how far, the year one starts. */

import { t } from '../core/i18n.js';
import { html } from '../vendor/lit.js';
import { badge, lines } from './ui.js';

/** @typedef {(change: Record<string, string | null>) => void} Ask */

const DISTANCES = ['30', '60', '100'];
const YEARS = 3;
const SEPTEMBER = 8;

/** School years one may still start: this year's until September begins, then the next. @param {Date} [now] @returns {string[]} */
export function startYears(now = new Date()) {
  const first = now.getFullYear() + (now.getMonth() > SEPTEMBER ? 1 : 0);
  return Array.from({ length: YEARS }, (_, later) => String(first + later));
}

/** Lines to avoid, with one more or one less; a line avoided is no longer wanted. @param {URLSearchParams} query @param {string} track @returns {Record<string, string | null>} */
export function avoiding(query, track) {
  const list = (/** @type {string} */ name) => (query.get(name) ?? '').split(',').filter(Boolean);
  const avoided = list('avoid');
  if (avoided.includes(track)) return { avoid: avoided.filter((one) => one !== track).join(',') };
  return {
    avoid: [...avoided, track].join(','),
    tracks: list('tracks')
      .filter((one) => one !== track)
      .join(','),
  };
}

/** @param {URLSearchParams} query @param {Ask} ask */
export function planMore(query, ask) {
  const avoided = (query.get('avoid') ?? '').split(',');
  const far = query.get('max_km') ?? '30';
  const accessible = query.get('accessible') === '1';
  return html`<div class="card stack plan-more">
    ${group(
      'more.avoid',
      lines.map((line) =>
        chip(html`${badge(line)}${t(`more.avoid.${line.track}`)}`, avoided.includes(line.track), () =>
          ask(avoiding(query, line.track)),
        ),
      ),
    )}
    ${group(
      'more.far',
      DISTANCES.map((n) => chip(t('plan.max_km', { n }), far === n, () => ask({ max_km: n === '30' ? null : n }))),
    )}
    ${group('more.places', [chip(t('more.accessible'), accessible, () => ask({ accessible: accessible ? null : '1' }))])}
    <div class="field">
      <label for="plan-start">${t('more.start')}</label>
      <select id="plan-start" @change=${(/** @type {Event} */ event) => ask({ start: chosen(event) || null })}>
        <option value="" ?selected=${!query.get('start')}>${t('more.start.any')}</option>
        ${startYears().map((year) => html`<option value=${year} ?selected=${query.get('start') === year}>${t('more.start.year', { year })}</option>`)}
      </select>
    </div>
  </div>`;
}

/** @param {string} name @param {unknown[]} chips */
function group(name, chips) {
  return html`<div class="field" role="group" aria-label=${t(name)}>
    <span class="plan-more-name" aria-hidden="true">${t(name)}</span>
    <div class="segments">${chips}</div>
  </div>`;
}

/** @param {unknown} words @param {boolean} on @param {() => void} act */
function chip(words, on, act) {
  return html`<button type="button" class="chip" aria-pressed=${on} @click=${act}>${words}</button>`;
}

/** @param {Event} event */
function chosen(event) {
  return /** @type {HTMLSelectElement} */ (event.target).value;
}
