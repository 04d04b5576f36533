/** @file A screen being drawn: its address is open, its content comes next. */
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { html } from '../vendor/lit.js';

/** @extends {Screen<null>} */
class Shares extends Screen {
  load() {
    return null;
  }

  heading() {
    return t('shares.title');
  }

  view() {
    return html`<h1 tabindex="-1">${t('shares.title')}</h1>`;
  }
}

customElements.define('app-shares', Shares);
export default Shares;
