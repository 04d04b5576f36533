/** @file What staff do about guardians: verify one, set how many must agree, correct a birth date. */

import { send } from '../core/api.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { today } from './nights.js';
import { pill } from './ui.js';

/** @import { RequestOut, StaffGuardianOut } from '../types/api.js' */
/** @typedef {(words: string) => void} Done said once the server has answered */

const TONES = /** @type {const} */ ({ agree: 'go', disagree: 'stop' });

/** The guardians of a request, each with what they said. @param {Element} from @param {RequestOut} request @param {Done} done */
export function guardianList(from, request, done) {
  if (!request.guardians.length) return nothing;
  return html`<section class="guardian-list">
    <h3 class="small">${t('queue.guardians')}</h3>
    <ul>
      ${request.guardians.map(
        (one) => html`<li>
          <b>${one.name}</b>
          ${pill(t(one.confirmed ? 'verified.yes' : 'verified.no'), one.confirmed ? 'neutral' : 'wait')}
          ${one.answer ? pill(one.words, TONES[one.answer]) : html`<span class="small">${one.words}</span>`}
          ${one.reason_words ? html`<span class="small">${one.reason_words}</span>` : nothing}
          ${one.erased ? setAside(from, request, one, done) : one.confirmed ? nothing : html`<button type="button" class="link" aria-label=${t('verify.open.who', { name: one.name })} @click=${() => verify(from, request, one, done)}>${t('verify.open')}</button>`}
        </li>`,
      )}
    </ul>
  </section>`;
}

/** @param {Element} from @param {RequestOut} request @param {StaffGuardianOut} one @param {Done} done */
function verify(from, request, one, done) {
  openDialog(from, {
    title: t('verify.title'),
    act: t('verify.act'),
    leave: t('staff.leave'),
    body: () => html`<p><b>${one.name}</b><br />${request.person}</p>
      <p class="small">${t('verify.why')}</p>
      ${choices('outcome', ['confirmed', 'rejected'], 'verify')}`,
    run: async (form) => {
      const outcome = String(form.get('outcome'));
      await send('PUT', `/api/boarding/requests/${request.booking}/guardians/${one.id}/confirmation`, { outcome });
      done(t(`verify.done.${outcome}`, { name: one.name }));
    },
  });
}

/** What was kept of an account erased can be set aside, once the family has been asked. @param {Element} from @param {RequestOut} request @param {StaffGuardianOut} one @param {Done} done */
function setAside(from, request, one, done) {
  if (one.answer !== 'disagree') return nothing;
  const open = () =>
    openDialog(from, {
      title: t('aside.title'),
      act: t('aside.act'),
      leave: t('staff.leave'),
      body: () => html`<p><b>${one.name}</b><br />${request.person}</p>
        <p class="small">${t('aside.why')}</p>`,
      run: async () => {
        const path = `/api/boarding/requests/${request.booking}/guardians/${one.id}/confirmation`;
        await send('PUT', path, { outcome: 'rejected' });
        done(t('aside.done'));
      },
    });
  return html`<button type="button" class="link" @click=${open}>${t('aside.act')}</button>`;
}

/** @param {Element} from @param {string} house @param {number} required @param {Done} done */
export function setRule(from, house, required, done) {
  openDialog(from, {
    title: t('rule.title'),
    act: t('rule.act'),
    leave: t('staff.leave'),
    body: () => html`<p class="small">${t('rule.why')}</p>
      ${choices('required', ['1', '2'], 'queue.rule', String(required))}`,
    run: async (form) => {
      const path = `/api/boarding/houses/${encodeURIComponent(house)}/agreements-required`;
      await send('PUT', path, { required: Number(form.get('required')) });
      done(t('rule.done'));
    },
  });
}

/** @param {Element} from @param {RequestOut} request @param {Done} done */
export function correctBirthDate(from, request, done) {
  openDialog(from, {
    title: t('birth.title'),
    act: t('birth.act'),
    leave: t('staff.leave'),
    body: () => html`<p><b>${request.person}</b></p>
      <p class="small">${t('birth.why')}</p>
      <div class="field">
        <label for="birth-date">${t('birth.date')}</label>
        <input id="birth-date" name="birth_date" type="date" required max=${today()} />
      </div>
      <div class="field">
        <label for="birth-reason">${t('birth.reason')}</label>
        <select id="birth-reason" name="reason">
          ${['typing', 'document', 'other'].map((reason) => html`<option value=${reason}>${t(`birth.reason.${reason}`)}</option>`)}
        </select>
      </div>`,
    run: async (form) => {
      const body = { birth_date: String(form.get('birth_date')), reason: String(form.get('reason')) };
      await send('PUT', `/api/boarding/requests/${request.booking}/birth-date`, body);
      done(t('birth.done', { person: request.person }));
    },
  });
}

/** @param {string} name @param {string[]} values @param {string} words @param {string} [chosen] */
export function choices(name, values, words, chosen) {
  return html`<div class="stack guardian-choices" role="radiogroup">
    ${values.map(
      (value) => html`<label class="row accord-tick">
        <input type="radio" name=${name} value=${value} required ?checked=${value === chosen} />
        <span>${t(`${words}.${value}`)}</span>
      </label>`,
    )}
  </div>`;
}
