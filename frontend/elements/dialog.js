/** @file A question that must be answered before going on: what is asked, one act, one way out. Refusals stay inside. */

import { newKey, Refusal } from '../core/api.js';
import { t } from '../core/i18n.js';
import { html, LitElement } from '../vendor/lit.js';
import { refusalNote } from './ui.js';

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} act words of the button that does it
 * @property {string} [leave] words of the button that does nothing
 * @property {boolean} [stop] the act takes something away
 * @property {string} [key] the key of the same act, tried before and not answered
 * @property {(refusal: Refusal | null) => unknown} body what is asked; again after a refusal, which it may explain
 * @property {(form: FormData, key: string) => Promise<unknown>} run the act; a `Refusal` it throws is shown. The key
 *   stays the same until the server has answered, so that a lost network never acts twice.
 */

let count = 0;

export class Dialog extends LitElement {
  static properties = { refusal: { state: true }, busy: { state: true } };

  /** @param {Question} question */
  constructor(question) {
    super();
    this.question = question;
    this.name = `dialog-${++count}`;
    /** @type {Refusal | null} */
    this.refusal = null;
    this.busy = false;
    this.key = question.key ?? newKey();
  }

  createRenderRoot() {
    return this;
  }

  get box() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  firstUpdated() {
    this.box.addEventListener('close', () => this.#leave());
    this.box.showModal();
  }

  close() {
    this.box.close();
  }

  /** The focus goes back to what opened it; to the title when the act has taken that away. */
  #leave() {
    const screen = this.parentElement;
    this.remove();
    if (document.activeElement === document.body) screen?.querySelector('h1')?.focus();
  }

  render() {
    const { title, act, leave, stop, body } = this.question;
    return html`<dialog class="source" aria-labelledby=${this.name}>
      <form class="stack" @submit=${this.#run}>
        <h2 id=${this.name}>${title}</h2>
        ${body(this.refusal)} ${refusalNote(this.refusal)}
        <button class=${stop ? 'btn loss' : 'btn'} aria-disabled=${this.busy}>${this.busy ? t('wait') : act}</button>
        <button type="button" class="btn alt" @click=${this.close}>${leave ?? t('close')}</button>
      </form>
    </dialog>`;
  }

  /** @param {SubmitEvent} event */
  async #run(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    try {
      await this.question.run(new FormData(/** @type {HTMLFormElement} */ (event.target)), this.key);
      this.close();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
      if (!error.offline && error.status !== 401) this.key = newKey(); // signing in again is the same act
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('app-dialog', Dialog);

/** @param {Element} from its screen: the dialog lives and leaves with it @param {Question} question */
export function openDialog(from, question) {
  const dialog = new Dialog(question);
  from.append(dialog);
  return dialog;
}
