/** @file `/gestion/internats/:id/demandes`: the requests that wait for a decision, first asked first. */

import { get } from '../core/api.js';
import { day, hour, km } from '../core/format.js';
import { loadWords, t } from '../core/i18n.js';
import { loadStyles } from '../core/router.js';
import { correctBirthDate, guardianList, setRule } from '../elements/guardian-acts.js';
import { TONES } from '../elements/guardian-tones.js';
import { cancel, place, receive, refuse, subjectOf } from '../elements/request-acts.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { empty, pill } from '../elements/ui.js';
import { html, nothing, repeat } from '../vendor/lit.js';

/** @import { QueueOut, RequestOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {StaffScreen<QueueOut>} */
class Queue extends StaffScreen {
  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<QueueOut>} */
  async work({ params }, { signal }) {
    /** @type {QueueOut} */
    const queue = await get(`/api/boarding/houses/${encodeURIComponent(params.id)}/requests`, { signal });
    await Promise.all([loadWords('guardians'), loadStyles('styles/screens/guardians')]);
    this.waiting = new Map([[params.id, queue.items.length]]);
    return queue;
  }

  heading() {
    return t('queue.title');
  }

  /** @param {QueueOut} queue */
  view({ items, agreements_required }) {
    const plan = `/gestion/internats/${this.route.params.id}`;
    return html`<div>
        <h1 tabindex="-1">${t('queue.title')}</h1>
        <p class="small">${t('queue.count', { n: items.length })}${items.length > 1 ? t('queue.order') : ''}</p>
        ${this.#rule(agreements_required)}
      </div>
      ${items.length ? nothing : empty(t('queue.none'), [{ words: t('queue.none.plan'), url: plan }])}
      <ol class="queue">${repeat(
        items,
        ({ booking }) => booking,
        (request) => html`<li>${this.#request(request)}</li>`,
      )}</ol>`;
  }

  /** How many guardians of a minor must agree here. @param {number} required */
  #rule(required) {
    const done = (/** @type {string} */ words) => this.done(words);
    return html`<p class="small guardian-rule">
      ${t('queue.rule')} : ${t(`queue.rule.${required}`)}
      <button type="button" class="link" @click=${() => setRule(this, this.route.params.id, required, done)}>${t('queue.rule.change')}</button>
    </p>`;
  }

  /** @param {RequestOut} request */
  #request(request) {
    const subject = subjectOf(request);
    const done = (/** @type {string} */ words) => this.done(words);
    const { agreement_due: due, guardian } = request;
    return html`<article class="card request">
      <div class="stack request-who">
        <h2>${request.person}</h2>
        <p>${request.nights_words}</p>
        <div class="pills">
          ${pill(t(request.minor ? 'person.minor' : 'person.adult'))} ${pill(request.zone.label)}
          ${request.agreement_due ? pill(t('due.pill'), 'stop') : nothing}
          ${request.guardian === 'not_needed' ? nothing : pill(t(`guardian.${request.guardian}`), TONES[request.guardian])}
        </div>
      </div>
      <div>
        ${requestFacts(request)} ${guardianList(this, request, done)}
        <button type="button" class="link request-correct" @click=${() => correctBirthDate(this, request, done)}>${t('birth.open')}</button>
      </div>
      <div class="request-acts">
        ${due ? html`<p class="small">${t('due.why')}</p>` : nothing}
        ${guardian === 'to_collect' ? html`<button type="button" class="btn" @click=${() => receive(this, subject, done, request.agreements_required)}>${t('agree.open')}</button>` : nothing}
        ${guardian === 'received' || guardian === 'not_needed' ? html`<button type="button" class="btn" @click=${() => place(this, this.route.params.id, subject, done)}>${t('place.open')}</button>` : nothing}
        ${!due && (guardian === 'to_confirm' || guardian === 'disagreed') ? html`<p class="small">${t(`blocked.${guardian}`)}</p>` : nothing}
        <button type="button" class="btn loss" @click=${() => (due ? cancel : refuse)(this, subject, done)}>${t(due ? 'cancel.open' : 'refuse.open')}</button>
      </div>
    </article>`;
  }
}

/** What a decision is taken on. @param {RequestOut} request */
export function requestFacts(request) {
  const { decide_before, origin_km } = request;
  const rows = [
    ['request.deadline', decide_before && `${day(decide_before)}, ${hour(decide_before)}`],
    ['request.held', request.bed?.label],
    ['request.programme', request.programme],
    ['request.distance', origin_km === null ? null : t('request.distance.km', { km: km(origin_km) })],
    ['request.asked', `${day(request.asked_at)}, ${hour(request.asked_at)}`],
  ];
  return html`<dl class="facts">${rows.map(([key, words]) => (words ? html`<dt>${t(String(key))}</dt><dd>${words}</dd>` : nothing))}</dl>`;
}

customElements.define('app-queue', Queue);
export default Queue;
