/** @file A counsellor's link: a note, an expiry, no personal data. */

import { newKey, Refusal, send } from '../core/api.js';
import { day } from '../core/format.js';
import { loadWords, t } from '../core/i18n.js';
import { html, LitElement } from '../vendor/lit.js';
import { shareLink } from './share.js';
import { refusalNote } from './ui.js';

/** @import { ItineraryOut, ShareCreated } from '../types/api.js' */

const MOST = 280;

class CounsellorShare extends LitElement {
  static properties = { created: { state: true }, refusal: { state: true }, busy: { state: true } };

  /** @param {ItineraryOut} itinerary */
  constructor(itinerary) {
    super();
    this.itinerary = itinerary;
    /** @type {ShareCreated | null} */
    this.created = null;
    /** @type {Refusal | null} */
    this.refusal = null;
    this.busy = false;
    this.key = newKey();
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    const dialog = /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
    dialog.addEventListener('close', () => this.remove());
    dialog.showModal();
  }

  render() {
    return html`<dialog class="source" aria-labelledby="share-title">
      <form class="stack" @submit=${this.#create}>
        <h2 id="share-title">${t('share.title')}</h2>
        ${this.created ? this.#done(this.created) : this.#ask()} ${refusalNote(this.refusal)}
        <button type="button" class="btn alt" @click=${this.#close}>${t('close')}</button>
      </form>
    </dialog>`;
  }

  #ask() {
    return html`<p class="small">${t('share.explained')}</p>
      <div class="field">
        <label for="share-note">${t('share.note')}</label>
        <textarea id="share-note" name="note" rows="3" maxlength=${MOST}></textarea>
      </div>
      <div class="field">
        <label for="share-days">${t('share.days')}</label>
        <select id="share-days" name="days">
          ${[7, 30, 90].map((n) => html`<option value=${n} ?selected=${n === 30}>${t('share.days.n', { n })}</option>`)}
        </select>
      </div>
      <button class="btn" ?disabled=${this.busy}>${t('share.create')}</button>`;
  }

  /** @param {ShareCreated} created */
  #done(created) {
    const url = new URL(created.url, location.origin).href;
    return html`<p>${t('share.done', { day: day(created.expires_at) })}</p>
      <p class="card">${url}</p>
      <button type="button" class="btn" @click=${() => shareLink(this, this.itinerary.title, url)}>${t('share.send')}</button>`;
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const body = {
      itinerary: this.itinerary.id,
      note: String(form.get('note')).trim() || null,
      days: Number(form.get('days')),
    };
    this.busy = true;
    try {
      this.created = await send('POST', '/api/shares', body, { key: this.key });
      this.refusal = null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
      if (!error.offline) this.key = newKey();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('app-counsellor-share', CounsellorShare);

/** @param {Element} from @param {ItineraryOut} itinerary */
export async function openCounsellorShare(from, itinerary) {
  await loadWords('share');
  from.append(new CounsellorShare(itinerary));
}
