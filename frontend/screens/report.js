/** @file `/signaler`: something is wrong on a page. No account; the form asks not to name anybody. */

import { newKey, Refusal, send } from '../core/api.js';
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { refusalNote } from '../elements/ui.js';
import { html } from '../vendor/lit.js';

/** @import { ReportCategory, ReportReceived } from '../types/api.js' */

const MOST = 500;
/** @type {ReportCategory[]} */
const CATEGORIES = ['wrong_data', 'broken', 'accessibility', 'unclear', 'other'];

/** @extends {Screen<{received: ReportReceived | null, failure: Refusal | null, busy: boolean}>} */
class Report extends Screen {
  key = newKey();

  load() {
    return { received: null, failure: null, busy: false };
  }

  heading() {
    return t('report.title');
  }

  /** @param {NonNullable<Report['data']>} state */
  view({ received, failure, busy }) {
    const page = this.route.query.get('page') ?? '/';
    if (received) {
      return html`<h1 tabindex="-1">${t('report.thanks')}</h1>
        <p role="status">${received.words}</p>
        <a class="btn" href=${page}>${t('report.back')}</a>`;
    }
    return html`<h1 tabindex="-1">${t('report.title')}</h1>
      <p class="small">${t('report.explained', { page })}</p>
      <form class="stack" @submit=${this.#send}>
        <fieldset class="field">
          <legend>${t('report.category')}</legend>
          <div class="segments">
            ${CATEGORIES.map(
              (name, index) => html`<label class="chip">
                <input type="radio" name="category" value=${name} ?checked=${index === 0} />${t(`report.category.${name}`)}
              </label>`,
            )}
          </div>
        </fieldset>
        <div class="field">
          <label for="report-text">${t('report.text')}</label>
          <textarea id="report-text" name="text" rows="5" minlength="3" maxlength=${MOST} required></textarea>
        </div>
        ${refusalNote(failure)}
        <button class="btn" ?disabled=${busy}>${t('report.send')}</button>
      </form>`;
  }

  /** @param {SubmitEvent} event */
  async #send(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const body = { category: form.get('category'), text: form.get('text'), page: this.route.query.get('page') ?? '/' };
    this.data = { received: null, failure: null, busy: true };
    try {
      const received = /** @type {ReportReceived} */ (await send('POST', '/api/reports', body, { key: this.key }));
      this.data = { received, failure: null, busy: false };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.data = { received: null, failure: error, busy: false };
      if (!error.offline) this.key = newKey();
    }
  }
}

customElements.define('app-report', Report);
export default Report;
