/** @file One of my requests, at a glance: its state, its nights, who must act now. */
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { pill } from './ui.js';
/** @import { BookingOut } from '../types/api.js' */

/** @param {BookingOut} booking */
export function bookingCard(booking) {
  return html`<article class="card stack booking">
    <div class="row wrap apart">
      <p class="small">${t(`booking.kind.${booking.resource_kind}`)}</p>
      ${pill(booking.status_words, booking.tone)}
    </div>
    <h3 class="card-title"><a href="/moi/demandes/${booking.id}">${booking.slots_words}</a></h3>
    <p class="small">${[booking.resource_label, booking.unit_label].filter(Boolean).join(' · ')}</p>
    <p>${booking.next_step}</p>
    ${booking.demo ? html`<p class="small">${t('booking.demo')}</p>` : nothing}
  </article>`;
}

/** What still waits or comes, then what is over. @param {BookingOut[]} bookings */
export function ordered(bookings) {
  const isOver = (/** @type {BookingOut} */ one) =>
    ['refused', 'withdrawn', 'expired', 'finished'].includes(one.status);
  return { live: bookings.filter((one) => !isOver(one)), over: bookings.filter(isOver) };
}
