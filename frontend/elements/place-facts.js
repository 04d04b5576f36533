/** @file What is known of a school besides its programmes: open days, general line, boarding in words, what became of its leavers. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { figure } from './ui.js';

/** @import { BoardingNoteOut, GeneralLineOut, OpenDaysOut, OutcomesByStatus, SourceOut } from '../types/api.js' */

/** Words of a source on boarding: never beds one may ask for. @param {BoardingNoteOut | null} note */
export function boardingNote(note) {
  if (!note) return nothing;
  return html`<p>${t('institution.boarding.note', { text: note.text })} ${origin(note.source)}</p>`;
}

/** Days to come; of those that are over, their years only. @param {OpenDaysOut | null} days */
export function openDays(days) {
  if (!days) return nothing;
  return html`<section class="card stack">
    <h2>${t('institution.open')}</h2>
    ${list(days.upcoming)} ${days.past ? html`<p>${days.past}.</p>` : nothing}
    <p>${origin(days.source)}</p>
  </section>`;
}

/** @param {GeneralLineOut | null} line */
export function generalLine(line) {
  if (!line) return nothing;
  const { options, specialities, sources } = line;
  return html`<section class="card stack">
    <h2>${t('institution.general')}</h2>
    ${options.length ? html`<h3>${t('institution.options')}</h3>${list(options)}` : nothing}
    ${specialities.length ? html`<h3>${t('institution.specialities')}</h3>${list(specialities)}` : nothing}
    ${sources.map((one) => html`<p>${origin(one)}</p>`)}
  </section>`;
}

/** What became of those who left, by status: the figures tell their source on tap. @param {string} title @param {OutcomesByStatus[]} all */
export function outcomes(title, all) {
  if (!all.length) return nothing;
  return html`<section class="card stack">
    <h2>${title}</h2>
    <dl class="facts">
      ${all.map(
        ({ status, outcomes: one }) => html`<dt>${t(`status.${status}`)}</dt>
          <dd>${figure(one.words, one.employment_6m ?? one.employment_12m ?? one.further_study)}</dd>`,
      )}
    </dl>
  </section>`;
}

/** @param {string[]} items */
function list(items) {
  return items.length ? html`<ul>${items.map((one) => html`<li>${one}</li>`)}</ul>` : nothing;
}

/** @param {SourceOut} source */
function origin({ title, producer, vintage }) {
  return html`<span class="small">${[title, producer, vintage].join(', ')}</span>`;
}
