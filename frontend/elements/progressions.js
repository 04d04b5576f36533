/** @file What comes after a diploma, as a small line of stations. An inferred one is said so. */
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { ProgressionOut } from '../types/api.js' */

const SHOWN = 6;

/** Choices, not a journey: none of them is the arrival, in yellow. @param {string} title @param {ProgressionOut[]} list */
export function progressions(title, list) {
  if (!list.length) return nothing;
  return html`<section class="card stack">
    <h2>${title}</h2>
    <ol class="line next-line">
      ${list.slice(0, SHOWN).map(
        (step, index, all) => html`<li class="stop" data-track="general" ?data-arrival=${index === all.length - 1}>
          <i class="ring"></i>
          <h3>${step.to.startsWith('stage:') ? step.label : html`<a href="/diplomes/${step.to}">${step.label}</a>`}</h3>
          <p class="small cap">${step.confidence_words}</p>
          ${
            step.options.length
              ? html`<details class="small"><summary>${t('certification.options', { count: step.options.length })}</summary>
            <ul>${step.options.map((option) => html`<li><a href="/diplomes/${option.to}">${option.label}</a></li>`)}</ul></details>`
              : nothing
          }
        </li>`,
      )}
    </ol>
  </section>`;
}
