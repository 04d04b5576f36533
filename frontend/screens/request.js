/** @file A screen being drawn: its address is open, its content comes next. */
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { html } from '../vendor/lit.js';

/** @extends {Screen<null>} */
class Request extends Screen {
  load() {
    return null;
  }

  heading() {
    return t('request.title');
  }

  view() {
    return html`<h1 tabindex="-1">${t('request.title')}</h1>`;
  }
}

customElements.define('app-request', Request);
export default Request;
