/** @file `/moi/demandes/:id`: everything about one request, and giving it up. */

import { get, Refusal, send } from '../core/api.js';
import { day, dayYear, hour } from '../core/format.js';
import { loadWords, t } from '../core/i18n.js';
import { loadStyles } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { openDialog } from '../elements/dialog.js';
import '../elements/guardian-panel.js';
import { announce, pill } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { BookingOut, HistoryOut, WithdrawalIn } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @type {NonNullable<WithdrawalIn['reason']>[]} */
const REASONS = ['plans_changed', 'found_elsewhere', 'mistake', 'other'];

/** Over without a stay: one may ask again. @type {BookingOut['status'][]} */
const LOST = ['refused', 'withdrawn', 'expired'];

/** @extends {Screen<BookingOut>} */
class Request extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<BookingOut>} */
  async load(route, { signal }) {
    const [booking] = await Promise.all([
      /** @type {Promise<BookingOut>} */ (get(`/api/bookings/${encodeURIComponent(route.params.id)}`, { signal })),
      loadWords('guardians'),
      loadStyles('styles/screens/guardians'),
    ]);
    return booking;
  }

  heading() {
    return this.data?.slots_words ?? t('request.title');
  }

  /** @param {BookingOut} booking */
  view(booking) {
    return html`<div class="stack">
        <p class="small">${t(`booking.kind.${booking.resource_kind}`)} · ${t('request.code', { code: booking.code })}</p>
        <h1 tabindex="-1">${booking.slots_words}</h1>
        <div class="pills">${pill(booking.status_words, booking.tone)}</div>
      </div>
      <section class="card stack request-next" data-tone=${booking.tone}>
        <h2>${t('request.next')}</h2>
        <p>${booking.next_step}</p>
        ${booking.reason_words ? html`<p><b>${t('request.reason')}</b> ${booking.reason_words}</p>` : nothing}
        ${LOST.includes(booking.status) ? html`<a class="btn" href=${booking.resource_url}>${t('request.again')}</a>` : nothing}
      </section>
      ${booking.resource_kind === 'house' && booking.can_withdraw ? html`<app-guardian-panel booking=${booking.id}></app-guardian-panel>` : nothing}
      ${facts(booking)} ${nights(booking)} ${past(booking.history)}
      ${
        booking.can_withdraw
          ? html`<section class="stack">
              <button type="button" class="btn loss" @click=${() => this.#withdraw(booking)}>${t('request.withdraw')}</button>
              <p class="small">${booking.withdrawal_words}</p>
            </section>`
          : nothing
      }`;
  }

  /** @param {BookingOut} booking */
  #withdraw(booking) {
    openDialog(this, {
      title: t('withdraw.title'),
      act: t('withdraw.act'),
      leave: t('withdraw.leave'),
      stop: true,
      body: () => html`<p><b>${booking.slots_words}</b><br />${booking.resource_label}</p>
        <p>${booking.withdrawal_words}</p>
        <div class="field">
          <label for="withdraw-reason">${t('withdraw.reason')}</label>
          <select id="withdraw-reason" name="reason">
            <option value="">${t('withdraw.reason.none')}</option>
            ${REASONS.map((reason) => html`<option value=${reason}>${t(`withdraw.reason.${reason}`)}</option>`)}
          </select>
        </div>`,
      run: async (form, key) => {
        const body = { reason: String(form.get('reason')) || null };
        try {
          this.data = /** @type {BookingOut} */ (
            await send('POST', `/api/bookings/${booking.id}/withdrawal`, body, { key })
          );
          announce(this, t('withdraw.done'), { seen: true });
        } catch (error) {
          if (error instanceof Refusal && error.status === 409) this.reload();
          throw error;
        }
      },
    });
  }
}

/** @param {BookingOut} booking */
function facts(booking) {
  const rows = [
    ['request.place', html`<a href=${booking.resource_url}>${booking.resource_label}</a>`],
    ['request.zone', booking.zone_label],
    ['request.bed', booking.unit_label],
    ['request.price', booking.price_words],
    ['request.asked', `${day(booking.asked_at)}, ${hour(booking.asked_at)}`],
  ];
  return html`<section class="card">
    <h2 class="hidden-words">${t('request.facts')}</h2>
    <dl class="facts">${rows.map(([key, words]) => (words ? html`<dt>${t(String(key))}</dt><dd>${words}</dd>` : nothing))}</dl>
    ${booking.demo ? html`<p class="small request-demo">${t('booking.demo')}</p>` : nothing}
  </section>`;
}

/** @param {BookingOut} booking */
function nights({ slots, resource_kind }) {
  if (resource_kind !== 'house' || slots.length < 2) return nothing;
  return html`<details class="card me-over">
    <summary>${t('request.nights', { n: slots.length })}</summary>
    <ul class="small">${slots.map((slot) => html`<li>${dayYear(slot)}</li>`)}</ul>
  </details>`;
}

/** @param {HistoryOut[]} history */
function past(history) {
  return html`<section class="stack">
    <h2>${t('request.history')}</h2>
    <ol class="history">
      ${history.map(({ at, words }) => html`<li><span>${words}</span><span class="small">${day(at)}, ${hour(at)}</span></li>`)}
    </ol>
  </section>`;
}

customElements.define('app-request', Request);
export default Request;
