/** @file What a link shows to whoever opens it: a house, nights, a price; then who may go on, and how. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { refusalNote } from './ui.js';

/** @import { Refusal } from '../core/api.js' */
/** @import { GuardianLinkOut } from '../types/api.js' */

/** @typedef {{name: string, denied: Refusal | null, busy: boolean, next: string, declare: (form: FormData) => unknown, renew: () => unknown}} Ways */

/** @param {GuardianLinkOut} link @param {Ways} ways */
export function linkPage(link, ways) {
  const student = link.visitor === 'student';
  return html`<div class="stack">
      <h1 tabindex="-1">${student ? t('guardians.title') : html`${t('accord.heading')} <span class="mark">${t('accord.heading.mark')}</span>`}</h1>
      ${link.state === 'open' && !student ? html`<p>${t('link.open.why')}</p>` : nothing}
    </div>
    ${link.state === 'over' ? nothing : summary(link)} ${following(link, ways)}`;
}

/** @param {GuardianLinkOut} link */
function summary({ house, city, nights_words, price_words, demo }) {
  const rows = [
    ['accord.house', [house, city].filter(Boolean).join(', ')],
    ['accord.nights', nights_words],
    ['accord.price', price_words ?? t('accord.price.unknown')],
  ];
  return html`<section class="card stack">
    <h2 class="hidden-words">${t('accord.facts')}</h2>
    <dl class="facts accord-facts">${rows.map(([key, words]) => html`<dt>${t(key)}</dt><dd>${words}</dd>`)}</dl>
    ${demo ? html`<p class="small">${t('accord.demo')}</p>` : nothing}
  </section>`;
}

/** @param {GuardianLinkOut} link @param {Ways} ways */
function following(link, ways) {
  if (link.state === 'over') return notice('over', html`<a class="btn" href="/moi">${t('link.mine')}</a>`);
  if (link.visitor === 'student')
    return notice('student', html`<a class="btn" href="/moi">${t('link.student.back')}</a>`);
  if (link.state === 'expired') return expired(link, ways);
  if (link.visitor === 'minor') return notice('minor', html`<a class="btn" href="/moi">${t('link.minor.leave')}</a>`);
  const answered = link.state === 'answered' ? notice('answered', nothing) : nothing;
  if (link.visitor === 'nobody') return html`${answered} ${enter(ways)}`;
  return html`${answered} ${declaration(ways)}`;
}

/** @param {'over' | 'student' | 'minor' | 'answered' | 'expired'} name @param {unknown} way */
function notice(name, way) {
  return html`<section class="card stack">
    <h2>${t(`link.${name}`)}</h2>
    <p>${t(`link.${name}.why`)}</p>
    ${way}
  </section>`;
}

/** @param {GuardianLinkOut} link @param {Ways} ways */
function expired({ renewal_asked, visitor }, { renew, denied, busy }) {
  const way = renewal_asked
    ? html`<p class="message" role="status">${t('link.renew.asked')}</p>`
    : html`<button type="button" class="btn" aria-disabled=${busy} @click=${renew}>${t('link.renew')}</button>`;
  return notice(
    'expired',
    html`${way} ${refusalNote(denied)}
      <a class="btn alt" href=${visitor === 'nobody' ? '/connexion?next=/moi' : '/moi'}>${t('link.mine')}</a>`,
  );
}

/** @param {Ways} ways */
function enter({ next }) {
  return html`<div class="sheet">
    <a class="btn" href="/connexion?next=${encodeURIComponent(next)}">${t('link.enter')}</a>
    <p class="small accord-note">${t('link.enter.why')}</p>
  </div>`;
}

/** @param {Ways} ways */
function declaration({ name, denied, busy, declare }) {
  /** @param {SubmitEvent} event */
  const submit = (event) => {
    event.preventDefault();
    declare(new FormData(/** @type {HTMLFormElement} */ (event.target)));
  };
  return html`<form class="card stack" @submit=${submit}>
    <h2>${t('link.declare')}</h2>
    <p class="small">${t('link.declare.why')}</p>
    <div class="field">
      <label for="declare-name">${t('link.name')}</label>
      <input id="declare-name" name="name" autocomplete="name" required maxlength="80" .value=${name} />
    </div>
    ${['adult', 'guardian'].map(
      (what) => html`<label class="row accord-tick">
        <input type="checkbox" name=${what} required />
        <span>${t(`link.${what}`)}</span>
      </label>`,
    )}
    ${refusalNote(denied)}
    <button class="btn" aria-disabled=${busy}>${t('link.read')}</button>
  </form>`;
}
