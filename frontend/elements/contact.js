/** @file How to reach a school: phone, site, address. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';
import { icon } from './ui.js';
/** @import { InstitutionOut } from '../types/api.js' */

/** @param {Pick<InstitutionOut, 'phone' | 'web' | 'address' | 'postcode' | 'city' | 'place_words'>} place */
export function contact({ phone, web, address, postcode, city, place_words }) {
  const where = [address, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return html`<section class="card stack">
    <h2>${t('contact.title')}</h2>
    ${where || place_words ? html`<p class="small">${where || place_words}</p>` : nothing}
    <div class="pills">
      ${phone ? html`<a class="chip" href="tel:${phone.replaceAll(' ', '')}">${icon('phone')}${phone}</a>` : nothing}
      ${web ? html`<a class="chip" href=${web} rel="noopener">${icon('out')}${t('contact.web')}</a>` : nothing}
    </div>
  </section>`;
}
