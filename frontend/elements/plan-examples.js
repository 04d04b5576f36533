/** @file What a first visit proposes: three real questions, and two ways for those who have none. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { html } from '../vendor/lit.js';
import { duration, lineBar } from './line.js';
import { lineOf } from './ui.js';

/** @import { CertificationKind, Track } from '../types/api.js' */
/** @import { Segment } from './line.js' */

/** `way` only sketches the line of their first answer. */
const EXAMPLES = [
  {
    name: 'school',
    from: 'stage:3e',
    near: ['COM:85047', 'Challans'],
    to: ['CFD:32025413', 'BTS Construction navale'],
    way: [sketch('vocational', 3, 'bac-pro'), sketch('apprenticeship', 2, 'bts', true)],
  },
  {
    name: 'short',
    from: 'stage:3e',
    near: ['COM:85194', 'Les Sables-d’Olonne'],
    to: ['CFD:40025411', 'Bac pro Chaudronnerie industrielle'],
    way: [sketch('vocational', 3, 'bac-pro')],
  },
  {
    name: 'adult',
    from: 'stage:work',
    near: ['COM:44184', 'Saint-Nazaire'],
    to: ['CFD:32025413', 'BTS Construction navale'],
    way: [{ ...sketch('continuing', 2, 'bts'), lead: true, time: t('line.time.unknown') }],
  },
];

export function planExamples() {
  return html`<h2>${t('plan.examples')}</h2>
    <div class="cards">
      ${EXAMPLES.map(({ name, from, near, to, way }) => {
        const url = address('/', new URLSearchParams(), { from, near: near[0], to: to[0] });
        return html`<article class="card">
          <h3 class="card-title"><a href=${url}>${t(`plan.example.${name}`)}</a></h3>
          <p class="small">${t('plan.example.near', { near: near[1] })}</p>
          ${lineBar(way)}
        </article>`;
      })}
    </div>
    <a class="btn alt" href="/?ideas=1">${t('plan.unknown')}</a>
    <a class="link" href="/explorer">${t('plan.explore')}</a>`;
}

/**
 * Names for the fields until an answer gives them: those of the examples, and what an address brings alone
 * (`/?to=CFD:…`, from the diploma's page).
 * @param {URLSearchParams} query @param {Map<string, string>} names filled in
 */
export async function learnNames(query, names) {
  for (const [id, label] of EXAMPLES.flatMap(({ near, to }) => [near, to])) names.set(id, label);
  for (const id of [query.get('from'), query.get('to')]) {
    if (!id || names.has(id) || /^(stage|NSF):/.test(id)) continue; // the answer names them
    const path = /^(ROME|MET):/.test(id) ? `/api/jobs/${id}` : `/api/certifications/${id}`;
    /** @type {{label: string} | null} */
    const found = await get(path).catch(() => null); // an unknown id stays without a name; the answer will say it
    if (found) names.set(id, found.label);
  }
}

/** @param {Track} track @param {number} years @param {CertificationKind} kind @returns {Segment} */
function sketch(track, years, kind, change = false) {
  return {
    track,
    letter: lineOf(track).letter,
    years,
    time: duration(years),
    name: t(`kind.${kind}`),
    lead: false,
    change,
  };
}
