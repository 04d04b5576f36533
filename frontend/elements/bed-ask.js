/** @file Asking for a bed: what is asked, who asks when nobody knows yet, and what to do when a night has gone. */

import { Refusal, send } from '../core/api.js';
import { day, dayYear, money } from '../core/format.js';
import { t } from '../core/i18n.js';
import { me } from '../core/session.js';
import { html, nothing } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { nightsWords, price, today } from './nights.js';
import { keepKey } from './selection.js';

/** @import { AlternativeOut, BookingOut, HouseOut, MeOut } from '../types/api.js' */

/**
 * @typedef {object} Wanted
 * @property {HouseOut} house
 * @property {string[]} nights
 * @property {string | null} zone
 * @property {MeOut} person signed in
 * @property {string} [key] of the same request, sent before and not answered
 * @property {(booking: BookingOut) => void} asked
 * @property {() => void} refused what was shown as free may have changed
 * @property {(alternative: AlternativeOut) => void} instead
 */

/** @param {Element} from @param {Wanted} wanted */
export function askForBed(from, wanted) {
  const { house, nights, zone } = wanted;
  let { person } = wanted;
  const dialog = openDialog(from, {
    title: t('ask.title'),
    act: t('ask.send'),
    leave: t('ask.leave'),
    key: wanted.key,
    body: (refusal) => html`${recap(wanted)} ${person.birth_date_known ? nothing : identity()}
      <p class="small">${t('ask.what')} ${consent(person)}</p>
      ${refusal ? lost(refusal, choose) : nothing}`,
    run: async (form, key) => {
      try {
        if (!person.birth_date_known) {
          const given = { name: String(form.get('name')).trim(), birth_date: String(form.get('birth_date')) };
          person = await send('PUT', '/api/me/birth-date', given);
          me({ fresh: true });
        }
        const body = { resource: house.id, slots: nights, zone };
        wanted.asked(await send('POST', '/api/bookings', body, { key }));
      } catch (error) {
        if (error instanceof Refusal && (error.offline || error.status === 401)) keepKey(house.id, key);
        wanted.refused();
        throw error;
      }
    },
  });

  /** @param {AlternativeOut} alternative */
  function choose(alternative) {
    dialog.close();
    wanted.instead(alternative);
  }
}

/** @param {Wanted} wanted */
function recap({ house, nights, zone }) {
  const cents = price(nights, house.tariffs);
  const rows = [
    [t('ask.house'), house.name],
    [t('ask.nights'), nightsWords(nights)],
    [t('ask.zone'), house.zones.find(({ id }) => id === zone)?.label],
    [t('ask.price'), cents === null ? t('ask.price.unknown') : priceWords(cents, house)],
  ];
  return html`<dl class="facts">
    ${rows.map(([name, words]) => (words ? html`<dt>${name}</dt><dd>${words}</dd>` : nothing))}
  </dl>`;
}

/** "96,40 €, tarif de démonstration". @param {number} cents @param {HouseOut} house */
export function priceWords(cents, house) {
  return house.tariffs.some(({ demo }) => demo) ? `${money(cents)}, ${t('house.tariff.demo')}` : money(cents);
}

function identity() {
  return html`<fieldset class="stack">
    <legend><b>${t('ask.identity')}</b></legend>
    <p class="small">${t('ask.identity.why')}</p>
    <div class="field">
      <label for="ask-name">${t('ask.name')}</label>
      <input id="ask-name" name="name" autocomplete="name" required maxlength="80" />
    </div>
    <div class="field">
      <label for="ask-birth">${t('ask.birth')}</label>
      <input id="ask-birth" name="birth_date" type="date" autocomplete="bday" required max=${today()} />
    </div>
  </fieldset>`;
}

/** @param {MeOut} person */
function consent({ minor }) {
  if (minor === null) return t('ask.minor.maybe');
  return minor ? t('ask.minor') : nothing;
}

/** Which nights are lost, and what could be asked for instead. @param {Refusal} refusal @param {(alternative: AlternativeOut) => void} choose */
function lost({ slug, status, body }, choose) {
  if (status === 401) {
    const next = encodeURIComponent(location.pathname);
    return html`<a class="link" href="/connexion?next=${next}">${t('problem.sign-in')}</a>`;
  }
  if (slug === 'slot-taken') {
    const nights = /** @type {string[]} */ (body.slots ?? []);
    const alternatives = /** @type {AlternativeOut[]} */ (body.alternatives ?? []);
    return html`${nights.length ? html`<p><b>${t('ask.taken', { nights: nights.map((night) => day(night)).join(', ') })}</b></p>` : nothing}
      ${
        alternatives.length
          ? html`<p>${t('ask.instead')}</p>
              <div class="stack">${alternatives.map((one) => html`<button type="button" class="chip" @click=${() => choose(one)}>${one.words}</button>`)}</div>`
          : nothing
      }`;
  }
  if (slug === 'nights-closed') {
    const closed = /** @type {{night: string, reason: string}[]} */ (body.nights ?? []);
    const nights = closed.map(({ night, reason }) => `${dayYear(night)} (${reason})`).join(', ');
    return html`<p><b>${t('ask.closed', { nights })}</b></p>`;
  }
  return nothing;
}
