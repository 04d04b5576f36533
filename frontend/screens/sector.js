/** @file `/secteurs/:id`: what one may learn in a sector, nearest first, and the way into the planner. */

import { t } from '../core/i18n.js';
import { ListScreen } from '../core/list-screen.js';
import { address } from '../core/router.js';
import { distances, nearField, nearOf } from '../elements/near-field.js';
import { programmeCard } from '../elements/programme-card.js';
import { badge, empty, lineOf } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { FacetValue, ProgrammeList } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

const FILTERS = ['line', 'max_km'];

/** @extends {ListScreen<ProgrammeList>} */
class Sector extends ListScreen {
  /** @param {Route} route */
  source(route) {
    const query = new URLSearchParams({ sector: route.params.id });
    for (const name of FILTERS) {
      const value = route.query.get(name);
      if (value) query.set(name, value);
    }
    const near = nearOf(route);
    if (near) query.set('near', near);
    return `/api/programmes?${query}`;
  }

  /** @param {ProgrammeList | undefined} list */
  heading(list) {
    return list?.facets.sector.find(({ value }) => value === this.route.params.id)?.label ?? t('sector.title');
  }

  /** @param {ProgrammeList} list */
  view(list) {
    const { id } = this.route.params;
    const { facets } = list;
    const plan = address('/', new URLSearchParams(), { to: id, near: nearOf(this.route) });
    return html`<div class="stack">
        <p class="small">${t('sector.title')}</p>
        <h1 tabindex="-1">${this.heading(list)}</h1>
      </div>
      ${nearField(this.route, list.near, (change) => this.ask(change), { chips: false })} ${this.#chips(facets.line)}
      <section class="stack" aria-busy=${this.loading}>
        <div class="row apart wrap">
          <div role="status"><h2>${t('explore.count', { n: list.total })}</h2></div>
          <a class="link" href="/explorer?sector=${id}">${t('sector.filters')}</a>
        </div>
        ${list.items.length ? nothing : empty(t('sector.none'), [{ words: t('sector.all'), url: '/?ideas=1' }])}
        <div class="cards two">${list.items.map((programme) => programmeCard(programme))}</div>
        ${list.next ? html`<button type="button" class="btn alt" @click=${() => this.more()}>${t('list.more')}</button>` : nothing}
      </section>
      <div class="sheet"><a class="btn" href=${plan}>${t('sector.plan')}</a></div>`;
  }

  /** How far; one line at a time, or all. @param {FacetValue[]} values */
  #chips(values) {
    const chosen = this.route.query.get('line');
    return html`<div class="segments slides" role="group" aria-label=${t('explore.filters')}>
      ${distances(this.route, (change) => this.ask(change))}
      ${values.map(({ value, count }) => {
        const on = chosen === value;
        return html`<button type="button" class="chip" aria-pressed=${on} @click=${() => this.ask({ line: on ? null : value })}>
          ${badge(lineOf(value))}${t(`plan.track.${value}`)} <span class="count">${count}</span>
        </button>`;
      })}
    </div>`;
  }
}

customElements.define('app-sector', Sector);
export default Sector;
