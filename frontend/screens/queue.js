/** @file A screen being drawn: its address is open, its content comes next. */
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { html } from '../vendor/lit.js';

/** @extends {Screen<null>} */
class Queue extends Screen {
  load() {
    return null;
  }

  heading() {
    return t('queue.title');
  }

  view() {
    return html`<h1 tabindex="-1">${t('queue.title')}</h1>`;
  }
}

customElements.define('app-queue', Queue);
export default Queue;
