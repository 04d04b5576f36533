/** @file Beside the bed plan: one booking, and what can be done with it. */

import { day, hour } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { nightsWords } from './nights.js';
import { cancel, move, place, receive, refuse, subjectOf } from './request-acts.js';
import { icon, pill } from './ui.js';

/** @import { PlanCell, PlanRow, RequestOut } from '../types/api.js' */
/** @import { Subject } from './request-acts.js' */

const TONES = /** @type {const} */ ({
  awaiting_guardian: 'wait',
  awaiting_decision: 'wait',
  accepted: 'go',
  refused: 'stop',
  withdrawn: 'neutral',
  expired: 'neutral',
  finished: 'neutral',
});

/**
 * @typedef {object} Panel
 * @property {string} house
 * @property {PlanRow} row
 * @property {PlanCell} cell
 * @property {string} zone its label
 * @property {RequestOut | null} request known while undecided, or while an agreement lacks
 * @property {(words: string) => void} done
 * @property {() => void} close
 */

/** @param {Element} from @param {Panel} panel */
export function runPanel(from, { house, row, cell, zone, request, done, close }) {
  const subject = request ? subjectOf(request) : subjectOfRun(row, cell);
  const { agreement_due: due, status } = cell;
  return html`<aside class="card stack run-panel" aria-labelledby="run-title" @keydown=${(/** @type {KeyboardEvent} */ { key }) => key === 'Escape' && close()}>
    <div class="row apart">
      <h2 id="run-title" tabindex="-1">${cell.label}</h2>
      <button type="button" class="round" aria-label=${t('run.close')} @click=${close}>${icon('close')}</button>
    </div>
    <div class="pills">${pill(t(`status.${status}`), TONES[status])} ${due ? pill(t('due.pill'), 'stop') : nothing} ${request ? pill(t(request.minor ? 'person.minor' : 'person.adult')) : nothing}</div>
    <dl class="facts">
      <dt>${t('run.bed')}</dt>
      <dd>${row.bed.label}, ${zone}</dd>
      <dt>${t('run.nights')}</dt>
      <dd>${subject.words}</dd>
      ${request?.decide_before ? html`<dt>${t('request.deadline')}</dt><dd>${day(request.decide_before)}, ${hour(request.decide_before)}</dd>` : nothing}
      ${request?.programme ? html`<dt>${t('request.programme')}</dt><dd>${request.programme}</dd>` : nothing}
    </dl>
    ${request?.guardian === 'to_collect' && request.agreements_required === 1 ? act('agree', true, () => receive(from, subject, done)) : nothing}
    ${request && ['received', 'not_needed'].includes(request.guardian) ? act('place', true, () => place(from, house, subject, done)) : nothing}
    ${status === 'finished' ? nothing : act('move', false, () => move(from, house, subject, done))}
    ${request ? html`<button type="button" class="btn loss" @click=${() => (due ? cancel : refuse)(from, subject, done)}>${t(due ? 'cancel.open' : 'refuse.open')}</button>` : nothing}
  </aside>`;
}

/** @param {'agree' | 'place' | 'move'} name @param {boolean} main @param {() => void} run */
function act(name, main, run) {
  return html`<button type="button" class=${main ? 'btn' : 'btn alt'} @click=${run}>${t(`${name}.open`)}</button>`;
}

/** Once decided, only the week's nights are known here; the server checks them all. @param {PlanRow} row @param {PlanCell} cell @returns {Subject} */
function subjectOfRun({ bed, cells }, { booking, label }) {
  const nights = cells.filter((one) => one.booking === booking).flatMap((one) => one.nights);
  return { booking, person: label, words: nightsWords(nights), nights, zone: bed.zone, bed: bed.id };
}
