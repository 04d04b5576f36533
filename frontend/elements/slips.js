/** @file Invitations on paper: a code and an address for each, shown once, ready to print. */

import { t } from '../core/i18n.js';
import { html, nothing } from '../vendor/lit.js';

/** @typedef {{name: string, label: string, url: string, qr: string}} Slip */

/** @param {Slip[]} all */
export function slips(all) {
  if (!all.length) return nothing;
  return html`<section class="stack slips-part" aria-labelledby="slips-title">
    <div class="row wrap apart no-print">
      <div>
        <h2 id="slips-title" tabindex="-1">${t('slip.title')}</h2>
        <p class="small">${t('slip.why')}</p>
      </div>
      <button type="button" class="btn" @click=${() => print()}>${t('slip.print')}</button>
    </div>
    <ul class="slips">${all.map((one) => html`<li>${slip(one)}</li>`)}</ul>
  </section>`;
}

/** @param {Slip} one */
function slip({ name, label, url, qr }) {
  return html`<article class="card slip">
    <img src=${qr} alt=${t('slip.qr', { name })} width="164" height="164" />
    <div class="stack">
      <p class="small">${t('slip.head')}</p>
      <h3>${name}</h3>
      <p>${label}</p>
      <p class="small">${t('slip.what')} ${t('slip.once')}</p>
      <p class="small slip-address">${t('slip.address')} <b>${url}</b></p>
    </div>
  </article>`;
}
