/** @file For those who do not know yet: the sectors within reach, each with a taste of it, and the five questions. */

import { km } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import './guide.js';
import { badge, empty, lineOf } from './ui.js';

/** @import { ExampleOut, ExploreAnswer, SectorWayOut } from '../types/api.js' */

/** @param {ExploreAnswer} found @param {URLSearchParams} query */
export function sectorWays({ sectors, message, exits }, query) {
  return html`<h2>${t('explore.sectors')}</h2>
    <p class="small">${t('explore.sectors.why')}</p>
    ${message ? html`<p class="message">${message}</p>` : nothing}
    <app-guide .query=${query}></app-guide>
    <div class="cards">${sectors.map(sector)}</div>
    ${sectors.length && !exits.length ? nothing : empty('', exits)}`;
}

/** @param {SectorWayOut} one */
function sector({ id, label, words, tracks, examples, url }) {
  return html`<article class="card stack sector">
    <h3 class="card-title"><a href="/secteurs/${id}">${label}</a></h3>
    <div class="row apart">
      <p class="small">${words}</p>
      <span class="row">${tracks.map((track) => badge(lineOf(track)))}</span>
    </div>
    ${examples.length ? html`<ul class="sector-examples">${examples.map(example)}</ul>` : nothing}
    <a class="link above" href=${url}>${t('explore.sector.plan')}</a>
  </article>`;
}

/** @param {ExampleOut} one */
function example({ certification, distance_km, years, plan_url }) {
  const facts = [t('years', { n: years }), distance_km === null ? '' : km(distance_km)].filter(Boolean);
  return html`<li>
    <a class="above" href=${plan_url}>${certification.label}</a>
    <span class="small">${facts.join(' · ')}</span>
  </li>`;
}
