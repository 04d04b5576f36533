/** @file Making a link for a guardian: by mail, or to share oneself (the phone's sheet, a code to photograph, a copy). */

import { send } from '../core/api.js';
import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { shareLink } from './share.js';

/** @import { GuardianLinkMade } from '../types/api.js' */

/** @param {Element} from @param {string} booking @param {'student' | 'guardian'} who said *tu* or *vous* @param {() => void} [done] */
export function openLink(from, booking, who, done) {
  const words = (/** @type {string} */ key) => t(who === 'guardian' ? `${key}.guardian` : key);
  openDialog(from, {
    title: t('send.title'),
    act: t('send.act'),
    body: () => html`<p>${words('send.why')}</p>
      <div class="field">
        <label for="send-email">${t('send.email')}</label>
        <input id="send-email" name="email" type="email" autocomplete="off" maxlength="254" aria-describedby="send-email-why" />
        <p id="send-email-why" class="small">${words('send.email.why')}</p>
      </div>`,
    run: async (form) => {
      const email = String(form.get('email')).trim() || null;
      /** @type {GuardianLinkMade} */
      const made = await send('POST', `/api/bookings/${encodeURIComponent(booking)}/guardian-links`, { email });
      done?.();
      showLink(from, made);
    },
  });
}

/** Shown once: only its digest is kept. @param {Element} from @param {GuardianLinkMade} made */
function showLink(from, { url, qr, words, demo_mail_url }) {
  openDialog(from, {
    title: t('made.title'),
    act: t('made.share'),
    body: () => html`<p role="status">${words}</p>
      <img class="guardian-qr" src=${qr} alt=${t('made.qr')} width="200" height="200" />
      <div class="field">
        <label for="made-url">${t('made.url')}</label>
        <input id="made-url" readonly .value=${url} @focus=${selectAll} />
      </div>
      ${demo_mail_url ? html`<a class="link" href=${demo_mail_url} target="_blank" rel="noopener">${t('made.mail')}</a>` : nothing}`,
    run: () => shareLink(from, t('made.message'), url),
  });
}

/** @param {FocusEvent} event */
function selectAll(event) {
  /** @type {HTMLInputElement} */ (event.target).select();
}
