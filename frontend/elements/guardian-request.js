/** @file A child's request as a guardian reads it: what it costs, the house's rules, what giving it up costs, one's answer. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { pill } from './ui.js';

/** @import { GuardianRequestList, GuardianRequestOut } from '../types/api.js' */

const ANSWERS = /** @type {const} */ ({ agree: 'go', disagree: 'stop' });

/** One's own answer, and who must act now. @param {GuardianRequestOut} request */
export function agreementState(request) {
  const { answer, expected, expected_words, confirmed, required, can_answer } = request;
  const tone = answer ? ANSWERS[answer] : expected === 'answer' ? 'wait' : request.tone;
  return html`<section class="card stack accord-state" data-tone=${tone}>
    <div class="pills">${answer ? pill(t(`accord.tone.${answer}`), ANSWERS[answer]) : nothing} ${pill(request.status_words, request.tone)}</div>
    <p>${expected_words}</p>
    ${can_answer && required > 1 ? html`<p class="small">${t('accord.required.2')}</p>` : nothing}
    ${can_answer && !confirmed && !answer ? html`<p class="small">${t('accord.unconfirmed')}</p>` : nothing}
  </section>`;
}

/** @param {GuardianRequestOut} request */
export function agreementFacts(request) {
  const rows = [
    ['accord.house', html`<a href=${request.house_url}>${request.house}</a>`],
    ['accord.from', request.first_words],
    ['accord.to', request.nights.length > 1 ? request.last_words : null],
    ['accord.nights', String(request.nights.length)],
    ['accord.zone', request.zone_label],
    ['accord.number', request.code],
    ['accord.tariff', request.tariffs_words.join(' ; ')],
    ['accord.price', html`<b>${request.price_words ?? t('accord.price.unknown')}</b>`],
  ];
  return html`<section class="card stack">
    <h2 class="hidden-words">${t('accord.facts')}</h2>
    <dl class="facts accord-facts">${rows.map(([key, words]) => (words ? html`<dt>${t(String(key))}</dt><dd>${words}</dd>` : nothing))}</dl>
    <p class="small">${t('accord.grant')}${request.demo ? ` ${t('accord.demo')}` : ''}</p>
  </section>`;
}

/** @param {GuardianRequestOut} request */
export function agreementRules({ rules_words, withdrawal_words, can_answer }) {
  return html`<details class="card me-over accord-more" ?open=${can_answer}>
      <summary>${t('accord.rules')}</summary>
      <ul class="small">${rules_words.map((words) => html`<li>${words}</li>`)}</ul>
    </details>
    <details class="card me-over accord-more" ?open=${can_answer}>
      <summary>${t('accord.withdrawal')}</summary>
      <ul class="small">${withdrawal_words.map((words) => html`<li>${words}</li>`)}</ul>
    </details>`;
}

/** A guardian's home: what is expected first, then what is over. @param {GuardianRequestList} list */
export function guardianHome({ items, children }) {
  const live = items.filter((one) => one.can_answer || one.status === 'accepted');
  const over = items.filter((one) => !live.includes(one));
  const first = [...live].sort((a, b) => Number(b.expected === 'answer') - Number(a.expected === 'answer'));
  return html`<section class="stack">
      <h2>${t('home.title')}</h2>
      ${
        first.length
          ? html`<div class="cards two">${first.map(card)}</div>`
          : html`<p>${t('home.none')}</p>
              <p class="small">${t('home.none.why')}</p>`
      }
      ${
        over.length
          ? html`<details class="me-over">
              <summary>${t('home.over', { n: over.length })}</summary>
              <div class="cards two">${over.map(card)}</div>
            </details>`
          : nothing
      }
    </section>
    ${
      children.length
        ? html`<section class="stack">
            <h2>${t('home.children')}</h2>
            <ul class="stack">
              ${children.map(({ name, words }) => html`<li><b>${name ?? t('home.child.unknown')}</b><br /><span class="small">${words}</span></li>`)}
            </ul>
          </section>`
        : nothing
    }`;
}

/** @param {GuardianRequestOut} request */
function card(request) {
  const { answer, child, code } = request;
  return html`<article class="card stack accord-card">
    <div class="row wrap apart">
      <p class="small">${child ?? t('accord.code', { code })}</p>
      ${answer ? pill(t(`accord.tone.${answer}`), ANSWERS[answer]) : pill(request.status_words, request.tone)}
    </div>
    <h3 class="card-title"><a href=${request.url}>${request.nights_words}</a></h3>
    <p class="small">${[request.house, request.price_words].filter(Boolean).join(' · ')}</p>
    <p>${request.expected_words}</p>
    ${request.expected === 'answer' ? html`<span class="btn" aria-hidden="true">${t('home.answer')}</span>` : nothing}
    ${request.demo ? html`<p class="small">${t('accord.demo')}</p>` : nothing}
  </article>`;
}
