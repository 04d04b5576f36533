/** @file The line of a journey, from one description: a bar, a card in a list, a vertical line on a page. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { pill, pills } from './ui.js';
/** @import { ItineraryOut, LegOut, Track } from '../types/api.js' */

/** @typedef {{track: Track, letter: string, years: number, time: string, name: string, lead: boolean, change: boolean}} Segment `time`: its years in words, when somebody knows them; `change`: the line changes colour where this segment begins. */

/** The segments of a journey, in order. @param {Pick<LegOut, 'track' | 'letter' | 'years' | 'status' | 'programme' | 'lead' | 'to'>[]} legs @returns {Segment[]} */
export function segments(legs) {
  return legs.map((leg, index) => ({
    track: leg.track,
    letter: leg.letter,
    years: leg.years,
    time: knownTime(leg),
    name: shortName(leg),
    lead: leg.programme === null,
    change: index > 0 && legs[index - 1].track !== leg.track,
  }));
}

/** "Bac pro", "BTS": what fits under a segment. @param {Pick<LegOut, 'programme' | 'to'>} leg */
export function shortName(leg) {
  return leg.programme ? t(`kind.${leg.programme.certification.kind}`) : leg.to.label.replace(/ obtenu$/, '');
}

/** "3 ans". @param {number} years */
export function duration(years) {
  return t('years', { n: years });
}

/** Adults take the time that their experience leaves: only a programme says how long. @param {Pick<LegOut, 'years' | 'status' | 'programme'>} leg */
export function knownTime({ years, status, programme }) {
  return !programme && (status === 'continuing' || status === 'vae') ? t('line.time.unknown') : duration(years);
}

/** The same in words: "Bac pro (voie professionnelle scolaire), 3 ans, puis BTS (apprentissage), 2 ans." @param {Segment[]} parts */
export function spoken(parts) {
  const stages = parts.map(({ name, time, track }) =>
    t('line.leg', { label: name, track: t(`track.${track}`).toLowerCase(), years: time }),
  );
  return t('line.says', { stages: stages.join(t('line.then')) });
}

/** The bar. Its words are given to those who do not see it. @param {Segment[]} parts @param {{names?: boolean}} [how] */
export function lineBar(parts, { names = true } = {}) {
  const roomy = parts.length < 3;
  const last = parts.length - 1;
  return html`<p class="hidden-words">${spoken(parts)}</p>
    <div class="bar" aria-hidden="true">
      ${parts.map(
        (part, index) => html`<span
          class="segment"
          data-track=${part.track}
          ?data-lead=${part.lead}
          .style=${`--years:${Math.max(part.years, 0.5)}`}
        >
          <i class="station" ?data-change=${part.change}></i>
          ${names ? html`<em>${part.letter ? html`<b>${part.letter}</b>` : nothing}${roomy ? `${part.name} · ${part.time}` : part.name}</em>` : nothing}
          ${index === last ? html`<i class="station" data-arrival></i>` : nothing}
        </span>`,
      )}
    </div>`;
}

/** The diploma at the end of a journey. @param {Pick<ItineraryOut, 'legs'>} itinerary */
function lastDiploma({ legs }) {
  const { programme, lead, to } = legs[legs.length - 1];
  return programme?.certification.label ?? lead?.label ?? to.label;
}

/**
 * One itinerary among others. `start`: say where it leaves from; `diploma`: say which one it ends with, when the
 * question named a job or a sector; `act`: what one may do with it; `year` it starts.
 * @param {ItineraryOut} itinerary
 * @param {{start?: boolean, diploma?: boolean, act?: unknown, year?: string | null}} [how]
 */
export function journeyCard(itinerary, { start = false, diploma = false, act = nothing, year = null } = {}) {
  const url = year ? `${itinerary.url}?start=${encodeURIComponent(year)}` : itinerary.url;
  const towns = new Set(itinerary.legs.flatMap((leg) => leg.programme?.institution.city ?? []));
  const from = start ? t('plan.start', { label: itinerary.legs[0].from.label }) : '';
  const words = [from, diploma ? lastDiploma(itinerary) : ''].filter(Boolean).join(' → ');
  return html`<article class="card journey">
    <div class="journey-head">
      <h3 class="card-title"><a href=${url}>${itinerary.headline}</a></h3>
      ${itinerary.pressure ? pill(itinerary.pressure.words) : nothing}
    </div>
    ${words ? html`<p class="small">${words}</p>` : nothing} ${lineBar(segments(itinerary.legs))}
    ${towns.size ? html`<p class="small journey-towns">${[...towns].join(' → ')}</p>` : nothing} ${pills(itinerary.pills)} ${act}
  </article>`;
}

/**
 * The vertical line: stations and rides as one ordered list, the drawing in its margin.
 * @param {ItineraryOut} itinerary
 * @param {{station: (leg: LegOut | null, index: number) => unknown, ride: (leg: LegOut, index: number) => unknown, arrival: () => unknown}} words
 */
export function lineDiagram(itinerary, words) {
  const parts = segments(itinerary.legs);
  const last = parts[parts.length - 1];
  return html`<ol class="line">
    ${itinerary.legs.map(
      (leg, index) => html`<li
          class="stop"
          data-track=${leg.track}
          ?data-change=${parts[index].change}
          .style=${index > 0 ? `--from:var(--line-${parts[index - 1].track})` : ''}
        >
          <i class="ring"></i>${words.station(leg, index)}
        </li>
        <li class="ride" data-track=${leg.track} ?data-lead=${parts[index].lead}>${words.ride(leg, index)}</li>`,
    )}
    <li class="stop" data-track=${last?.track ?? 'general'} data-arrival><i class="ring"></i>${words.arrival()}</li>
  </ol>`;
}
