/** @file `/demo/courriel/:id`: a mail of the demonstration, which nobody received. */

import { get, Refusal } from '../core/api.js';
import { dayYear, hour } from '../core/format.js';
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { html } from '../vendor/lit.js';

/** @import { DemoMailOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** The server writes its mails one after the other: this one may not be there yet. */
const TRIES = 8;
const PAUSE_MS = 700;

/** @extends {Screen<DemoMailOut>} */
class DemoMail extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<DemoMailOut>} */
  async load(route, { signal }) {
    for (let tries = 1; ; tries++) {
      try {
        return await get(`/api/demo/mails/${encodeURIComponent(route.params.id)}`, { signal });
      } catch (error) {
        const isLate = error instanceof Refusal && error.status === 404 && tries < TRIES && !signal.aborted;
        if (!isLate) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  heading() {
    return this.data?.subject ?? t('demo-mail.title');
  }

  /** @param {DemoMailOut} mail */
  view(mail) {
    return html`<h1 tabindex="-1">${mail.subject}</h1>
      <p class="message">${mail.words}</p>
      <dl class="facts">
        <dt>${t('demo-mail.to')}</dt>
        <dd>${mail.to}</dd>
        <dt>${t('demo-mail.at')}</dt>
        <dd>${dayYear(mail.sent_at)}, ${hour(mail.sent_at)}</dd>
      </dl>
      <p class="card mail-text">${mail.text.trim()}</p>`;
  }
}

customElements.define('app-demo-mail', DemoMail);
export default DemoMail;
