/** @file What staff can do with a request: place it in a bed, move it, refuse it, record the guardian's agreement. */

import { Refusal, send } from '../core/api.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { findFreeBeds } from './free-beds.js';
import { choices } from './guardian-acts.js';
import { today } from './nights.js';
import { announce } from './ui.js';

/** @import { BedOut, DecisionIn, RequestOut } from '../types/api.js' */

/** @typedef {{booking: string, person: string, words: string, nights: string[], zone: string, bed: string | null}} Subject a request, or a run of the plan */
/** @typedef {(words: string) => void} Done said once the server has answered */

/** @type {NonNullable<DecisionIn['reason']>[]} */
const REASONS = ['full', 'zone', 'dates', 'criteria', 'incomplete', 'other'];
/** @type {NonNullable<DecisionIn['reason']>[]} */
const UNDOING = ['agreement', 'other'];

/** @param {RequestOut} request @returns {Subject} */
export function subjectOf({ booking, person, nights_words, nights, zone, bed }) {
  return { booking, person, words: nights_words, nights, zone: zone.id, bed: bed?.id ?? null };
}

/** Accepts in a bed chosen among the free ones; the one held comes first. @param {Element} from @param {string} house @param {Subject} subject @param {Done} done */
export async function place(from, house, subject, done) {
  await chooseBed(from, house, subject, 'place', async (bed) => {
    await decide(subject, { outcome: 'accepted', bed: bed.id });
    done(t('place.done', { person: subject.person, bed: bed.label }));
  });
}

/** @param {Element} from @param {string} house @param {Subject} subject @param {Done} done */
export async function move(from, house, subject, done) {
  await chooseBed(from, house, subject, 'move', async (bed) => {
    await send('PUT', `/api/boarding/requests/${subject.booking}/bed`, { bed: bed.id });
    done(t('move.done', { person: subject.person, bed: bed.label }));
  });
}

/** @param {Element} from @param {Subject} subject @param {Done} done */
export function refuse(from, subject, done) {
  refuseWith(from, subject, done, 'refuse', REASONS);
}

/** Undoes a stay that lacks an agreement since an age was corrected. @param {Element} from @param {Subject} subject @param {Done} done */
export function cancel(from, subject, done) {
  refuseWith(from, subject, done, 'cancel', UNDOING);
}

/** @param {Element} from @param {Subject} subject @param {Done} done @param {'refuse' | 'cancel'} act @param {NonNullable<DecisionIn['reason']>[]} reasons */
function refuseWith(from, subject, done, act, reasons) {
  openDialog(from, {
    title: t(`${act}.title`),
    act: t(`${act}.act`),
    leave: t('staff.leave'),
    stop: true,
    body: () => html`${about(subject)}
      <p class="small">${t(`${act}.why`)}</p>
      <div class="field">
        <label for="refuse-reason">${t('refuse.reason')}</label>
        <select id="refuse-reason" name="reason" required>
          <option value="">${t('refuse.reason.choose')}</option>
          ${reasons.map((reason) => html`<option value=${reason}>${t(`refuse.reason.${reason}`)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="refuse-note">${t('refuse.note')}</label>
        <textarea id="refuse-note" name="note" rows="3" maxlength="300"></textarea>
      </div>`,
    run: async (form) => {
      const reason = /** @type {DecisionIn['reason']} */ (String(form.get('reason')));
      await decide(subject, { outcome: 'refused', reason, note: String(form.get('note')).trim() || null });
      done(t(`${act}.done`, { person: subject.person }));
    },
  });
}

/** @param {Element} from @param {Subject} subject @param {Done} done @param {number} [required] guardians who must agree */
export function receive(from, subject, done, required = 1) {
  openDialog(from, {
    title: t('agree.title'),
    act: t('agree.act'),
    leave: t('staff.leave'),
    body: () => html`${about(subject)}
      <p class="small">${t('agree.why')}</p>
      <div class="field">
        <label for="agree-on">${t('agree.on')}</label>
        <input id="agree-on" name="received_on" type="date" required max=${today()} .value=${today()} />
      </div>
      ${required > 1 ? html`<fieldset class="field"><legend>${t('signed.title')}</legend>${choices('signatures', ['1', '2'], 'signed', '1')}</fieldset>` : nothing}`,
    run: async (form) => {
      const received_on = String(form.get('received_on'));
      const signatures = Number(form.get('signatures') ?? 1);
      await send('PUT', `/api/boarding/requests/${subject.booking}/guardian-agreement`, { received_on, signatures });
      done(t('agree.done', { person: subject.person, day: dayYear(received_on) }));
    },
  });
}

/** @param {Subject} subject @param {DecisionIn} decision */
function decide(subject, decision) {
  return send('PUT', `/api/boarding/requests/${subject.booking}/decision`, decision);
}

/**
 * @param {Element} from @param {string} house @param {Subject} subject @param {'place' | 'move'} act
 * @param {(bed: BedOut) => Promise<void>} run
 */
async function chooseBed(from, house, subject, act, run) {
  const free = await readFreeBeds(from, house, subject);
  if (!free) return;
  const beds = act === 'move' ? free.filter(({ id }) => id !== subject.bed) : free;
  openDialog(from, {
    title: t(`${act}.title`),
    act: t(beds.length ? `${act}.act` : 'close'),
    leave: t('staff.leave'),
    body: () => html`${about(subject)}
      ${
        beds.length
          ? html`<div class="field">
              <label for="bed-choice">${t('bed.choice')}</label>
              <select id="bed-choice" name="bed">
                ${beds.map((bed) => html`<option value=${bed.id} ?selected=${bed.id === subject.bed}>${bedWords(bed, subject)}</option>`)}
              </select>
            </div>
            <p class="small">${t('bed.told')}</p>`
          : html`<p class="message">${t('bed.none')}</p>`
      }`,
    run: async (form) => {
      const bed = beds.find(({ id }) => id === form.get('bed'));
      if (bed) await run(bed);
    },
  });
}

/** Null when the plan cannot be read: said, and nothing opens. @param {Element} from @param {string} house @param {Subject} subject */
async function readFreeBeds(from, house, subject) {
  try {
    return await findFreeBeds(house, subject);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    announce(from, `${error.title}. ${error.next}`, { seen: true });
    return null;
  }
}

/** @param {BedOut} bed @param {Subject} subject */
function bedWords(bed, subject) {
  const notes = [bed.id === subject.bed ? t('bed.held') : null, bed.accessible ? t('bed.accessible') : null];
  return [bed.label, ...notes.filter(Boolean)].join(', ');
}

/** @param {Subject} subject */
function about({ person, words }) {
  return html`<p><b>${person}</b>${words ? html`<br />${words}` : nothing}</p>`;
}
