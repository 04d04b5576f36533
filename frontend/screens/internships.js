/** @file `/stages`: companies of the sector, possible contacts for a placement. Read only for now, and said so. */

import { km } from '../core/format.js';
import { t } from '../core/i18n.js';
import { ListScreen } from '../core/list-screen.js';
import { nearField, nearOf } from '../elements/near-field.js';
import { empty, pill, sourcesNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { CompanyList, CompanyOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {ListScreen<CompanyList>} */
class Internships extends ListScreen {
  /** @param {Route} route */
  source(route) {
    const near = nearOf(route);
    const far = route.query.get('max_km');
    const query = new URLSearchParams({ ...(near && { near }), ...(far && { max_km: far }) });
    return query.size ? `/api/internships/companies?${query}` : '/api/internships/companies';
  }

  heading() {
    return t('internships.title');
  }

  /** @param {CompanyList} list */
  view(list) {
    return html`<h1 tabindex="-1">${t('internships.heading')} <span class="mark">${t('internships.heading.mark')}</span></h1>
      <p class="message">${list.words} ${t('internships.explained')}</p>
      ${nearField(this.route, list.near, (change) => this.ask(change))}
      <div role="status"><h2>${t('internships.count', { n: list.total })}</h2></div>
      ${list.items.length ? nothing : empty(t('internships.none'), [{ words: t('near.wider'), url: '/stages' }])}
      <div class="cards two">${list.items.map(company)}</div>
      ${list.next ? html`<button type="button" class="btn alt" @click=${() => this.more()}>${t('list.more')}</button>` : nothing}
      ${sourcesNote([list.source])}`;
  }
}

/** @param {CompanyOut} one */
function company(one) {
  const where = plain(one.address).includes(plain(one.city)) ? one.address : `${one.address}, ${one.city}`;
  return html`<article class="card stack">
    <h3>${one.sign ?? one.name}</h3>
    <p class="small">${one.sign ? `${one.name} · ` : ''}${where}</p>
    <div class="pills">
      ${one.distance_km === null ? nothing : pill(km(one.distance_km))} ${one.size ? pill(one.size) : nothing}
    </div>
  </article>`;
}

/** "Les Sables-d’Olonne" and "LES SABLES D OLONNE" are the same town. @param {string} words */
function plain(words) {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/gi, ' ')
    .toLowerCase();
}

customElements.define('app-internships', Internships);
export default Internships;
