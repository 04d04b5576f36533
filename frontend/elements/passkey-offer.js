/** @file A passkey proposed once, in `/moi`: made at a tap, or declined for good, on every device. */

import { Act } from '../core/act.js';
import { get, Refusal, send } from '../core/api.js';
import { loadWords, t } from '../core/i18n.js';
import { add, isReadyHere } from '../core/passkeys.js';
import { html, LitElement, nothing } from '../vendor/lit.js';
import { announce, refusalNote } from './ui.js';

/** @import { PasskeyList } from '../types/api.js' */

class PasskeyOffer extends LitElement {
  static properties = {
    offered: { state: true },
    say: { attribute: false },
  };

  taking = new Act(this);

  constructor() {
    super();
    this.offered = false;
    /** @type {typeof t} */
    this.say = t;
  }

  createRenderRoot() {
    return this;
  }

  /** Nothing is said until it is sure that this device can: a card that comes late pushes nothing, it is last. */
  async connectedCallback() {
    super.connectedCallback();
    if (!(await isReadyHere())) return;
    try {
      const { offer } = /** @type {PasskeyList} */ (await get('/api/me/passkeys'));
      if (offer) await loadWords('sessions');
      this.offered = offer;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error; // an offer can wait
    }
  }

  render() {
    if (!this.offered) return nothing;
    return html`<section class="card stack passkey-offer">
      <h2>${this.say('offer.title')}</h2>
      <p>${this.say('offer.why')}</p>
      <button type="button" class="btn" aria-disabled=${this.taking.busy} @click=${this.#take}>${t('offer.take')}</button>
      <button type="button" class="btn alt" @click=${this.#decline}>${t('offer.decline')}</button>
      ${refusalNote(this.taking.denied)}
    </section>`;
  }

  #take() {
    return this.taking.run(async () => {
      await add();
      this.offered = false;
      announce(this, t('security.key.added'), { seen: true });
    });
  }

  async #decline() {
    this.offered = false;
    announce(this, this.say('offer.declined'), { seen: true });
    await send('PUT', '/api/me/passkey-offer', { wanted: false }).catch(() => undefined); // asked again, once, if it was lost
  }
}

customElements.define('app-passkey-offer', PasskeyOffer);
