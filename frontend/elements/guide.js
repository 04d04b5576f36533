/** @file The five-question guide: one question at a time, answers that never leave the device, three sectors to look at. */

import { get, Refusal } from '../core/api.js';
import { following, forgetAnswers, keepAnswers, keptAnswers, suggested } from '../core/guide.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { html, LitElement, nothing } from '../vendor/lit.js';
import { announce, icon, refusalNote } from './ui.js';

/** @import { GuideOut, GuideQuestionOut } from '../types/api.js' */

export class Guide extends LitElement {
  static properties = {
    query: { attribute: false },
    guide: { state: true },
    answers: { state: true },
    at: { state: true },
    refusal: { state: true },
  };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {GuideOut | null} null: not opened */
    this.guide = null;
    this.answers = keptAnswers();
    this.at = 0;
    /** @type {Refusal | null} */
    this.refusal = null;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    if (Object.keys(this.answers).length) this.#open(); // begun before: found again where it was
  }

  render() {
    const { guide } = this;
    if (!guide) {
      return html`${refusalNote(this.refusal)}<button type="button" class="btn alt" @click=${this.#start}>${t('guide.open')}</button>`;
    }
    const question = guide.questions[this.at];
    return html`<section class="card stack guide" aria-labelledby="guide-title">
      <h3 id="guide-title" tabindex="-1">${question ? t('guide.at', { n: this.at + 1, of: guide.questions.length }) : t('guide.done')}</h3>
      ${question ? this.#question(question) : this.#result(guide)}
      <p class="small">${guide.privacy}</p>
    </section>`;
  }

  /** @param {GuideQuestionOut} question */
  #question({ id, text, options }) {
    return html`<fieldset class="field guide-question">
        <legend>${text}</legend>
        ${options.map(
          (option) => html`<label class="chip guide-option">
            <input type="radio" name=${id} .checked=${this.answers[id] === option.id} @click=${() => this.#choose(id, option.id)} />
            ${option.text}
          </label>`,
        )}
      </fieldset>
      ${
        this.at
          ? html`<button type="button" class="link" @click=${() => this.#go(this.at - 1)}>${t('guide.before')}</button>`
          : nothing
      }`;
  }

  /** @param {GuideOut} guide */
  #result(guide) {
    const found = suggested(guide, this.answers);
    return html`<p>${found.length ? guide.note : t('guide.nothing')}</p>
      <ul class="guide-found">
        ${found.map(({ id, label }) => {
          const url = address('/', this.query, { to: id, ideas: null, from: this.query.get('from') ?? 'stage:3e' });
          return html`<li><a class="btn alt" href=${url}>${label}${icon('next')}</a></li>`;
        })}
      </ul>
      <button type="button" class="link" @click=${this.#forget}>${t('guide.forget')}</button>`;
  }

  async #start() {
    await this.#open();
    this.#focus();
  }

  async #open() {
    try {
      this.guide = /** @type {GuideOut} */ (await get('/api/guide'));
      this.at = following(this.guide, this.answers);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
    }
  }

  /** @param {string} question @param {string} option */
  #choose(question, option) {
    this.answers = { ...this.answers, [question]: option };
    keepAnswers(this.answers);
    this.#go(this.at + 1);
  }

  /** @param {number} index */
  #go(index) {
    this.at = index;
    this.#focus();
  }

  #forget() {
    forgetAnswers();
    this.answers = {};
    this.#go(0);
    announce(this, t('guide.forgotten'), { seen: true });
  }

  /** What changed is read from its title. */
  async #focus() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('#guide-title'))?.focus();
  }
}

customElements.define('app-guide', Guide);
