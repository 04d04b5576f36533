/** @file The notebook: journeys kept on this device, in one's own order, with notes. Works without network. */

import { drop, keptJourneys, move, restore } from '../core/carnet.js';
import { shortDay } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, LitElement, nothing, repeat } from '../vendor/lit.js';
import { comparisonUrl } from './compare-picker.js';
import { lineBar, segments } from './line.js';
import { announce, empty, icon } from './ui.js';

/** @import { Entry } from '../core/carnet.js' */

const MOST_COMPARED = 3;
const LONGEST_NOTE = 500;

export class CarnetList extends LitElement {
  static properties = { entries: { attribute: false }, removed: { state: true } };

  constructor() {
    super();
    /** @type {Entry[]} */
    this.entries = [];
    /** @type {Entry | null} the last one taken away, until something else is done */
    this.removed = null;
    /** @type {Promise<unknown>} the act under way */
    this.pending = Promise.resolve();
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { entries } = this;
    const compared = entries.slice(0, MOST_COMPARED).map(({ id }) => id);
    return html`${this.#undo()}
      ${entries.length || this.removed ? nothing : empty(t('me.journeys.none'), [{ words: t('me.journeys.find'), url: '/' }])}
      <ol class="cards two">
        ${repeat(entries, ({ id }) => id, this.#entry)}
      </ol>
      ${compared.length > 1 ? html`<p><a class="btn alt" href=${comparisonUrl(compared)}>${t('carnet.compare')}</a></p>` : nothing}
      ${entries.length ? html`<p class="small">${t('me.journeys.where')}</p>` : nothing}`;
  }

  #undo() {
    if (!this.removed) return nothing;
    const { title } = this.removed.page.itinerary;
    return html`<div class="message row wrap apart carnet-undo">
      <span>${t('carnet.removed', { title })}</span>
      <button type="button" class="chip" @click=${this.#restore}>${t('carnet.undo')}</button>
    </div>`;
  }

  /** @param {Entry} entry @param {number} index */
  #entry = ({ id, page: { itinerary }, at, note }, index) => {
    const { title, headline, url, legs } = itinerary;
    return html`<li class="card stack carnet-entry" data-id=${id}>
      <h3 class="card-title"><a href=${url}>${title}</a></h3>
      <p class="small">${headline}</p>
      ${lineBar(segments(legs))}
      <p class="small">${t('me.journeys.at', { day: shortDay(at) })}</p>
      <div class="field carnet-note">
        <label for="note-${index}">${t('carnet.note')}<span class="hidden-words">, ${title}</span></label>
        <textarea
          id="note-${index}"
          rows="2"
          maxlength=${LONGEST_NOTE}
          placeholder=${t('carnet.note.hint')}
          .value=${note ?? ''}
          @change=${(/** @type {Event} */ event) => this.#note(id, /** @type {HTMLTextAreaElement} */ (event.target).value)}
        ></textarea>
      </div>
      <div class="row wrap carnet-acts">
        ${this.#button('up', title, index === 0, () => this.#move(id, -1, 'up'))}
        ${this.#button('down', title, index === this.entries.length - 1, () => this.#move(id, 1, 'down'))}
        ${this.#button('remove', title, false, () => this.#remove(id))}
      </div>
    </li>`;
  };

  /** @param {'up' | 'down' | 'remove'} act @param {string} title @param {boolean} off @param {() => void} run */
  #button(act, title, off, run) {
    return html`<button
      type="button"
      class="chip"
      data-act=${act}
      aria-disabled=${off ? 'true' : 'false'}
      aria-label=${t('carnet.act', { act: t(`carnet.${act}`), title })}
      @click=${off ? undefined : run}
    >
      ${icon(act === 'remove' ? 'close' : act)}${t(`carnet.${act}`)}
    </button>`;
  }

  /** @param {string} id @param {-1 | 1} step @param {string} act */
  async #move(id, step, act) {
    if (!(await this.#done(() => move(id, step)))) return;
    this.removed = null;
    const n = this.entries.findIndex((one) => one.id === id) + 1;
    announce(this, t('carnet.moved', { n, of: this.entries.length }));
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.#card(id)?.querySelector(`[data-act="${act}"]`))?.focus();
  }

  /** @param {string} id */
  async #remove(id) {
    /** @type {Entry | null} */
    let entry = null;
    const done = await this.#done(() => {
      entry = this.#found(id);
      return drop(id);
    });
    if (!done || !entry) return;
    this.removed = entry;
    announce(this, t('carnet.removed', { title: /** @type {Entry} */ (entry).page.itinerary.title }));
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('.carnet-undo button'))?.focus();
  }

  async #restore() {
    const entry = this.removed;
    if (!entry || !(await this.#done(() => restore(entry)))) return;
    this.removed = null;
    announce(this, t('carnet.restored'), { seen: true });
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.#card(entry.id)?.querySelector('a'))?.focus();
  }

  /** @param {string} id @param {string} words */
  async #note(id, words) {
    const done = await this.#done(async () => {
      const entry = this.#found(id);
      if (entry) await restore({ ...entry, note: words.trim() || undefined });
    });
    if (done) announce(this, t('carnet.noted'), { seen: true });
  }

  /** @param {string} id */
  #found(id) {
    return this.entries.find((one) => one.id === id) ?? null;
  }

  /** One act after the other, so that a note being written is not lost; then shows what the device holds. @param {() => Promise<unknown>} act @returns {Promise<boolean>} */
  #done(act) {
    const done = this.pending.then(() => this.#try(act));
    this.pending = done;
    return done;
  }

  /** @param {() => Promise<unknown>} act */
  async #try(act) {
    try {
      await act();
      this.entries = await keptJourneys();
      return true;
    } catch {
      announce(this, t('carnet.failed'), { seen: true });
      return false;
    }
  }

  /** @param {string} id */
  #card(id) {
    return [...this.querySelectorAll('.carnet-entry')].find(
      (card) => /** @type {HTMLElement} */ (card).dataset.id === id,
    );
  }
}

customElements.define('app-carnet', CarnetList);
