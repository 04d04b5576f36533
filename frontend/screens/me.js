/** @file A screen being drawn: its address is open, its content comes next. */
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { html } from '../vendor/lit.js';

/** @extends {Screen<null>} */
class Me extends Screen {
  load() {
    return null;
  }

  heading() {
    return t('me.title');
  }

  view() {
    return html`<h1 tabindex="-1">${t('me.title')}</h1>`;
  }
}

customElements.define('app-me', Me);
export default Me;
