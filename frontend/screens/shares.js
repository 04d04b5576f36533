/** @file `/gestion/partages`: a counsellor's links, how often they were opened, and closing one. */

import { get, send } from '../core/api.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { openDialog } from '../elements/dialog.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { empty, pill } from '../elements/ui.js';
import { html, nothing, repeat } from '../vendor/lit.js';

/** @import { ShareList, ShareOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

const TONES = /** @type {const} */ ({ active: 'go', expired: 'neutral', revoked: 'neutral' });

/** @extends {StaffScreen<ShareList>} */
class Shares extends StaffScreen {
  /** @param {Route} _route @param {{signal: AbortSignal}} how @returns {Promise<ShareList>} */
  work(_route, { signal }) {
    return get('/api/shares', { signal });
  }

  heading() {
    return t('shares.title');
  }

  /** @param {ShareList} list */
  view({ items }) {
    return html`<div>
        <h1 tabindex="-1">${t('shares.title')}</h1>
        <p class="small">${t('shares.why')}</p>
      </div>
      ${items.length ? nothing : empty(t('shares.none'), [{ words: t('shares.find'), url: '/' }])}
      <ul class="cards two">${repeat(
        items,
        ({ id }) => id,
        (share) => html`<li>${this.#share(share)}</li>`,
      )}</ul>`;
  }

  /** @param {ShareOut} share */
  #share(share) {
    return html`<article class="card stack">
      <div class="row wrap apart">
        <h2>${share.title}</h2>
        ${pill(t(`share.state.${share.state}`), TONES[share.state])}
      </div>
      ${share.note ? html`<p>${t('shares.note', { note: share.note })}</p>` : nothing}
      <p class="small">
        ${t('shares.made', { day: dayYear(share.created_at) })} · ${t(share.state === 'expired' ? 'shares.ended' : 'shares.ends', { day: dayYear(share.expires_at) })}
        · ${share.opened === null ? t('shares.few') : t('shares.opened', { n: share.opened })}
      </p>
      ${share.state === 'active' ? html`<button type="button" class="btn loss" @click=${() => this.#revoke(share)}>${t('revoke.open')}</button>` : nothing}
    </article>`;
  }

  /** @param {ShareOut} share */
  #revoke(share) {
    openDialog(this, {
      title: t('revoke.title'),
      act: t('revoke.act'),
      leave: t('staff.leave'),
      stop: true,
      body: () => html`<p><b>${share.title}</b></p><p>${t('revoke.why')}</p>`,
      run: async (_form, key) => {
        await send('POST', `/api/shares/${share.id}/revocation`, undefined, { key });
        this.done(t('revoke.done'));
      },
    });
  }
}

customElements.define('app-shares', Shares);
export default Shares;
