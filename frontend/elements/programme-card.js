/** @file A programme in a list: the diploma, where, how far, three facts. */

import { km } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { badge, pill } from './ui.js';
/** @import { ProgrammeOut } from '../types/api.js' */

/** `about`: what the list is already about, which is not said again. @param {ProgrammeOut} programme @param {'certification' | 'institution' | null} [about] */
export function programmeCard(programme, about = null) {
  const { certification, institution } = programme;
  const title = about === 'certification' ? institution.name : certification.label;
  const place =
    about === 'institution'
      ? null
      : about === 'certification'
        ? institution.city
        : `${institution.name}, ${institution.city ?? ''}`;
  const words = [place?.replace(/, $/, ''), t('years', { n: programme.years }), programme.entry_words].filter(Boolean);
  return html`<article class="card stack programme-card">
    <h3 class="card-title">${badge(programme)}<a href=${programme.url}>${title}${about ? nothing : html`<span class="hidden-words">, ${institution.name}</span>`}</a></h3>
    <p class="small">${words.join(' · ')}</p>
    <div class="pills">
      ${institution.distance_km === null ? nothing : pill(km(institution.distance_km))}
      ${institution.boarding ? pill(t('programme.boarding'), 'neutral', 'bed') : nothing}
      ${programme.pressure.value === null ? nothing : pill(programme.pressure.words)}
    </div>
  </article>`;
}
