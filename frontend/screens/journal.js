/** @file `/gestion/journal`: who did what, when and why. Read only. */

import { get } from '../core/api.js';
import { day, hour } from '../core/format.js';
import { loadWords, t } from '../core/i18n.js';
import { loadStyles } from '../core/router.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { empty } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { AuditList } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {StaffScreen<AuditList>} */
class Journal extends StaffScreen {
  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<AuditList>} */
  async work({ query }, { signal }) {
    const before = query.get('avant');
    const [list] = await Promise.all([
      /** @type {Promise<AuditList>} */ (
        get(before ? `/api/audit?before=${encodeURIComponent(before)}` : '/api/audit', { signal })
      ),
      loadWords('roles'),
      loadStyles('styles/screens/team'),
    ]);
    return list;
  }

  heading() {
    return t('journal.title');
  }

  /** @param {AuditList} list */
  view({ items, next }) {
    return html`<div>
        <h1 tabindex="-1">${t('journal.title')}</h1>
        <p class="small">${t('journal.why')}</p>
      </div>
      ${items.length ? this.#table(items) : empty(t('journal.none'), [])}
      <nav class="row wrap" aria-label=${t('journal.label')}>
        ${next ? html`<a class="btn alt" href="/gestion/journal?avant=${next}">${t('journal.older')}</a>` : nothing}
        ${this.route.query.get('avant') ? html`<a class="link" href="/gestion/journal">${t('journal.latest')}</a>` : nothing}
      </nav>`;
  }

  /** @param {AuditList['items']} items */
  #table(items) {
    return html`<div class="sheet-table" role="region" tabindex="0" aria-label=${t('journal.label')}>
      <table>
        <thead>
          <tr>${['when', 'act', 'who', 'subject', 'details'].map((name) => html`<th scope="col">${t(`journal.${name}`)}</th>`)}</tr>
        </thead>
        <tbody>${items.map(
          (one) => html`<tr>
            <td>${day(one.at)}, ${hour(one.at)}</td>
            <th scope="row">${one.words}</th>
            <td>${one.actor}</td>
            <td>${one.subject}</td>
            <td>${[...one.details, one.why].filter(Boolean).join(' · ')}</td>
          </tr>`,
        )}</tbody>
      </table>
    </div>`;
  }
}

customElements.define('app-journal', Journal);
export default Journal;
