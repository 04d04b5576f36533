/** @file What is written along the vertical line: the stations, and the ride between two of them. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { knownTime } from './line.js';
import { badge, figure, pill } from './ui.js';
/** @import { LegBoarding, LegOut, OutcomesOut, ProgrammeOut, ReplacementOut, ResidenceOut } from '../types/api.js' */
/** @typedef {(place: ReplacementOut, index: number) => void} Replace */

/** Where a leg begins. The first one is where the student is. @param {LegOut | null} leg @param {number} index */
export function station(leg, index) {
  if (!leg) return nothing;
  const label = index === 0 ? t('itinerary.here', { label: leg.from.label }) : leg.from.label;
  const { when } = leg.from;
  const step =
    index === 0
      ? [leg.next_step.label, leg.next_step.note]
      : [leg.progression.conditions, leg.progression.confidence_words];
  const words = sentences(step);
  return html`<h2>${label}${when ? html`<span class="stop-when">${when}</span>` : nothing}</h2>
    <p class="small">${index === 0 && leg.next_step.url ? html`<a href=${leg.next_step.url} rel="noopener">${words}</a>` : words}</p>`;
}

/** "Sur dossier. Suite probable, à confirmer." @param {(string | null)[]} parts */
function sentences(parts) {
  return parts
    .flatMap((part) => (part ? [`${part[0].toUpperCase()}${part.slice(1).replace(/\.$/, '')}.`] : []))
    .join(' ');
}

/**
 * `last`: what follows it is said at the arrival; `replace`: another place was chosen for this leg.
 * @param {LegOut} leg @param {number} index @param {{last: boolean, replace: Replace}} how
 */
export function ride(leg, index, { last, replace }) {
  const { programme, lead } = leg;
  const title = programme?.certification.label ?? lead?.label ?? leg.to.label;
  const url = programme?.url ?? (lead ? `/diplomes/${lead.certification}` : null);
  return html`<article class="card stack ride-card">
    <h3 class="card-title">${badge(leg)}${url ? html`<a href=${url}>${title}</a>` : html`<span>${title}</span>`}</h3>
    <p class="small">${programme ? taught(leg, programme) : lead?.words}</p>
    <div class="pills">${facts(leg)}</div>
    ${programme ? html`<p class="small above">${demand(programme)}</p>` : nothing}
    ${leg.outcomes && !last ? html`<p class="small above">${became(leg.outcomes, leg.outcome_words)}</p>` : nothing}
    ${leg.travel ? html`<p class="small">${t('itinerary.travel', { words: leg.travel.words })} <span class="hint">${leg.travel.note}</span></p>` : nothing}
    ${leg.boarding?.residences.length ? residences(leg.boarding.residences) : nothing}
    ${lead?.contacts.length ? contacts(t('itinerary.contacts'), lead.contacts) : nothing}
    ${leg.replacements.length ? places(leg.replacements, index, replace) : nothing}
    ${leg.without_url ? html`<p class="above"><a class="link" href=${leg.without_url}>${t('itinerary.without')}</a></p>` : nothing}
  </article>`;
}

/** The same leg elsewhere, chosen in place. @param {ReplacementOut[]} all @param {number} index @param {Replace} replace */
function places(all, index, replace) {
  return html`<details class="places above" data-leg=${index}>
    <summary>${t('itinerary.replace', { n: all.length })}</summary>
    <ul>
      ${all.map((place) => {
        const { institution, distance_words, entry_words, pressure_words, boarding } = place;
        const words = [institution.city, distance_words, entry_words, pressure_words].filter(Boolean).join(' · ');
        const choose = (/** @type {Event} */ event) => {
          event.preventDefault();
          replace(place, index);
        };
        return html`<li>
          <a href=${place.url} @click=${choose}>${institution.name}</a>
          <p class="small">${words}</p>
          ${boarding ? pill(t('itinerary.boards'), 'neutral', 'bed') : nothing}
        </li>`;
      })}
    </ul>
  </details>`;
}

/** Rooms of the CROUS where no bed of a boarding house is known to be free. @param {ResidenceOut[]} all */
function residences(all) {
  return html`<div class="above">
    <p class="small"><b>${t('itinerary.residences')}</b></p>
    <ul>
      ${all.map(
        ({ name, city, distance_km, rent, url, accessible, source }) => html`<li class="small">
          ${url ? html`<a href=${url} rel="noopener">${name}</a>` : name}, ${city}
          (${t('itinerary.residence.km', { n: distance_km })})${rent ? `, ${rent}` : ''}${accessible ? `, ${t('itinerary.accessible')}` : ''}.
          <span class="hint">${source}</span>
        </li>`,
      )}
    </ul>
  </div>`;
}

/** "3 ans, par la 2de … · LP Éric-Tabarly, Les Sables-d’Olonne, 36 km à vol d’oiseau · 8 places (2024)". @param {LegOut} leg @param {ProgrammeOut} programme */
function taught(leg, programme) {
  const time = [knownTime(leg), leg.via].filter(Boolean).join(', ');
  const { institution, places } = programme;
  const place = [institution.name, institution.city, leg.distance_words].filter(Boolean).join(', ');
  const seats =
    places?.value == null
      ? nothing
      : html` · ${figure(t('itinerary.places', { n: places.value, year: places.vintage.replace('_', '-') }), places)}`;
  return html`${time} · ${place}${seats}${leg.paid ? ` · ${t('itinerary.paid')}` : ''}`;
}

/** The bed and its price, the placements, the demand: at most three. @param {LegOut} leg */
function facts(leg) {
  const { boarding, internships, programme } = leg;
  return [
    boarding ? bed(boarding) : null,
    boarding?.price && boarding.needed ? pill(boarding.price.words) : null,
    internships?.count
      ? html`<a class="pill" href=${internships.url}>${t('itinerary.internships', { n: internships.count })}</a>`
      : null,
    programme?.pressure.rank ? pill(programme.pressure.words) : null,
  ]
    .filter(Boolean)
    .slice(0, 3);
}

/** "Affelnet : premiers vœux par place, rentrée 2022 : 1,5", or that nobody published it. @param {ProgrammeOut} programme */
function demand({ pressure, demand }) {
  const share = pressure.value === null ? '' : `\u00a0: ${String(pressure.value).replace('.', ',')}`;
  return figure(`${pressure.explanation}${share}`, demand);
}

/** What became of those who left, with year and scope. @param {OutcomesOut} outcomes @param {string | null} [words] the leg's own */
export function became(outcomes, words = null) {
  return figure(words ?? outcomes.words, outcomes.employment_6m ?? outcomes.employment_12m ?? outcomes.further_study);
}

const TONES = /** @type {const} */ ({ free: 'go', few: 'wait', waiting: 'wait', closed: 'neutral' });

/** @param {LegBoarding} boarding */
function bed(boarding) {
  const words = boarding.own
    ? boarding.state_words
    : t('itinerary.bed.at', { name: boarding.name, words: boarding.state_words });
  return pill(words, boarding.state ? TONES[boarding.state] : 'neutral', 'bed');
}

/** Towns, or schools where a town has two. @param {string} words @param {{name: string, city: string | null, url: string}[]} places */
function contacts(words, places) {
  const towns = places.map(({ city }) => city);
  return html`<p class="small above">
    ${words}
    ${places.map(
      ({ name, city, url }, index) =>
        html`${index ? ', ' : ''}<a href=${url} title=${name}>${towns.indexOf(city) === towns.lastIndexOf(city) ? (city ?? name) : name}</a>`,
    )}.
  </p>`;
}
