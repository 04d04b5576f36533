/** @file Journeys side by side as a real table: a row for each thing one compares, a column for each journey. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { figure, icon } from './ui.js';

/** @import { CellOut, ComparedOut, ComparisonAnswer, ComparisonRowOut } from '../types/api.js' */

/** @param {ComparisonAnswer} found @param {{remove: ((id: string) => void) | null}} acts */
export function comparisonTable({ itineraries, rows }, { remove }) {
  const differ = new Set(itineraries.map(({ title }) => diploma(title))).size > 1;
  return html`<table class="compare" data-columns=${itineraries.length}>
    <caption>${t('compare.caption', { titles: itineraries.map(({ label }) => `« ${label} »`).join(', ') })}</caption>
    <thead>
      <tr>
        <td></td>
        ${itineraries.map((one) => head(one, differ))}
      </tr>
    </thead>
    <tbody>${rows.map(row)}</tbody>
    ${remove ? foot(itineraries, remove) : nothing}
  </table>`;
}

/** `differ`: they do not end with the same diploma. @param {ComparedOut} one @param {boolean} differ */
function head({ label, title, url }, differ) {
  return html`<th scope="col">
    <a href=${url} title=${title}>${label}</a>
    ${differ ? html`<span class="small">${diploma(title)}</span>` : nothing}
  </th>`;
}

/** "BTS Construction navale" of "BTS Construction navale, en 5 ans". @param {string} title */
function diploma(title) {
  return title.replace(/,[^,]*$/, '');
}

/** Three journeys may become two. @param {ComparedOut[]} itineraries @param {(id: string) => void} remove */
function foot(itineraries, remove) {
  return html`<tfoot>
    <tr>
      <td></td>
      ${itineraries.map(
        ({ id, label }) => html`<td>
          <button type="button" class="chip" aria-label=${t('compare.remove', { label })} @click=${() => remove(id)}>
            ${icon('close')}${t('compare.drop')}
          </button>
        </td>`,
      )}
    </tr>
  </tfoot>`;
}

/** @param {ComparisonRowOut} one */
function row({ key, label, cells }) {
  return html`<tr data-row=${key}>
    <th scope="row">${label}</th>
    ${cells.map(cell)}
  </tr>`;
}

/** The best one is underlined, and said so to those who do not see it. @param {CellOut} one */
function cell({ words, detail, best, tone, line, figure: source }) {
  if (line.length) return html`<td>${bar(line, words)}</td>`;
  const inside = best ? html`<span class="best">${words}</span>` : words;
  return html`<td>
    <span class=${tone === 'neutral' ? '' : `tone-${tone}`}>${figure(inside, source)}</span>
    ${best ? html`<span class="hidden-words">${t('compare.best')}</span>` : nothing}
    ${detail ? html`<span class="small">${detail}</span>` : nothing}
  </td>`;
}

/** @param {CellOut['line']} parts @param {string} words */
function bar(parts, words) {
  return html`<span class="compare-bar" aria-hidden="true">
      ${parts.map(({ track, years }) => html`<i data-track=${track} .style=${`--years:${Math.max(years, 0.5)}`}></i>`)}
    </span>
    <span class="compare-line small">${words}</span>`;
}
