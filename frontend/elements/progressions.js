/** @file What comes after a diploma, as a small line of stations. An inferred one is said so. */
import { html, nothing } from '../vendor/lit.js';

/** @import { ProgressionOut } from '../types/api.js' */

const SHOWN = 6;

/** @param {string} title @param {ProgressionOut[]} list */
export function progressions(title, list) {
  if (!list.length) return nothing;
  return html`<section class="card stack">
    <h2>${title}</h2>
    <ol class="line next-line">
      ${list.slice(0, SHOWN).map(
        (step, index, all) => html`<li class="stop" data-track="general" ?data-arrival=${index === all.length - 1}>
          <i class="ring"></i>
          <h3>${step.to.includes(':') ? html`<a href="/diplomes/${step.to}">${step.label}</a>` : step.label}</h3>
          <p class="small">${step.confidence_words}</p>
        </li>`,
      )}
    </ol>
  </section>`;
}
