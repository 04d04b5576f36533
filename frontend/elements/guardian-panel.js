/** @file On a student's request: what is still needed of the guardians, who answered, sending a link, reminding. */

import { get, Refusal, send } from '../core/api.js';
import { day } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html, LitElement, nothing } from '../vendor/lit.js';
import { openLink } from './guardian-link.js';
import { TONES } from './guardian-tones.js';
import { announce, pill } from './ui.js';

/** @import { RequestGuardiansOut } from '../types/api.js' */

export class GuardianPanel extends LitElement {
  static properties = { booking: { type: String }, known: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.booking = '';
    /** @type {RequestGuardiansOut | null} */
    this.known = null;
    this.busy = false;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('booking')) this.#read();
  }

  render() {
    const { known } = this;
    if (!known || known.state === 'not_needed') return nothing;
    return html`<section class="card stack guardian-panel" data-tone=${TONES[known.state]}>
      <h2>${t('guardians.title')}</h2>
      <p>${known.words}</p>
      ${known.people.length ? html`<ul class="stack">${known.people.map(person)}</ul>` : nothing}
      ${known.paper ? html`<p class="small">${t('guardians.paper')}</p>` : nothing}
      ${known.can_send ? this.#acts(known) : nothing}
      ${
        known.links.length
          ? html`<details class="me-over accord-more">
              <summary>${t('guardians.links', { n: known.links.length })}</summary>
              <ul class="small">
                ${known.links.map(({ created_at, words }) => html`<li>${t('guardians.link.at', { day: day(created_at), words })}</li>`)}
              </ul>
            </details>`
          : nothing
      }
    </section>`;
  }

  /** @param {RequestGuardiansOut} known */
  #acts({ can_remind, state }) {
    const main = (/** @type {boolean} */ first) => (state === 'to_collect' && first ? 'btn' : 'btn alt');
    return html`<div class="guardian-acts">
      ${can_remind ? html`<button type="button" class=${main(true)} aria-disabled=${this.busy} @click=${this.#remind}>${t('guardians.remind')}</button>` : nothing}
      <button type="button" class=${main(!can_remind)} @click=${this.#send}>${t('guardians.send')}</button>
    </div>`;
  }

  async #read() {
    try {
      this.known = await get(`/api/bookings/${encodeURIComponent(this.booking)}/guardians`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error; // the request itself is on screen: this part is left out
      this.known = null;
    }
  }

  #send() {
    openLink(this.parentElement ?? this, this.booking, 'student', () => this.#read());
  }

  async #remind() {
    if (this.busy) return;
    this.busy = true;
    try {
      this.known = await send('POST', `/api/bookings/${encodeURIComponent(this.booking)}/guardian-reminders`);
      announce(this, t('guardians.reminded'), { seen: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      announce(this, `${error.title}. ${error.next}`, { seen: true });
    } finally {
      this.busy = false;
    }
  }
}

/** @param {RequestGuardiansOut['people'][number]} one */
function person({ name, words, answer, tone }) {
  return html`<li class="guardian-voice">
    <b>${name}</b>
    <span class="small">${words}</span>
    ${answer ? pill(t(`accord.tone.${answer}`), tone) : nothing}
  </li>`;
}

customElements.define('app-guardian-panel', GuardianPanel);
