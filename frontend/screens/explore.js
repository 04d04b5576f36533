/** @file `/explorer`: every programme, filtered. Filters live in the address. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { ListScreen } from '../core/list-screen.js';
import { distances, nearField, nearOf } from '../elements/near-field.js';
import { programmeCard } from '../elements/programme-card.js';
import { badge, empty, icon, lineOf } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { FacetValue, ProgrammeList, SearchAnswer, SearchHelp, SearchItem } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

const FILTERS = ['q', 'line', 'sector', 'level', 'department', 'boarding', 'max_km', 'institution', 'certification'];
const INSIDE = ['sector', 'level', 'department', 'boarding'];
const PAUSE = 250;

/** Filters in use, by name: what "Tout effacer" clears and what is counted. @param {URLSearchParams} query */
export function filtersOf(query) {
  return FILTERS.filter((name) => query.get(name));
}

/** @extends {ListScreen<ProgrammeList>} */
class Explore extends ListScreen {
  open = false;
  /** @type {SearchItem[]} */
  hits = [];
  /** @type {SearchHelp | null} */
  help = null;
  timer = 0;
  /** @type {unknown} the map, when it is asked for */
  map = nothing;
  /** The list that the map shows. */
  mapped = '';

  /** @param {Route} route */
  source(route) {
    const asked = filtersOf(route.query).map((name) => [name, route.query.get(name) ?? '']);
    const query = new URLSearchParams(asked);
    const near = nearOf(route);
    if (near) query.set('near', near);
    return `/api/programmes?${query}`;
  }

  heading() {
    return t('explore.title');
  }

  /** @param {ProgrammeList} list */
  view(list) {
    const active = filtersOf(this.route.query);
    return html`<h1 tabindex="-1">${t('explore.heading')} <span class="mark">${t('explore.heading.mark')}</span></h1>
      <div class="explore">
        <search class="explore-filters">
          ${this.#words()} ${nearField(this.route, list.near, (change) => this.ask(change), { chips: false })}
          ${this.#chips(list.facets.line, active)} ${this.open ? this.#panel(list) : nothing}
        </search>
        <section class="stack" aria-busy=${this.loading}>
          <div class="row apart wrap">
            <div role="status"><h2>${t('explore.count', { n: list.total })}</h2></div>
            <div class="row">
              ${active.length ? html`<button type="button" class="link" @click=${this.#clear}>${t('explore.clear')}</button>` : nothing}
              ${this.#mapChip()}
            </div>
          </div>
          ${this.#hits()} ${this.#mapped() ? this.map : nothing}
          ${list.items.length ? nothing : this.#none()}
          <div class="cards">${list.items.map((programme) => programmeCard(programme))}</div>
          ${list.next ? html`<button type="button" class="btn alt" @click=${() => this.more()}>${t('list.more')}</button>` : nothing}
        </section>
      </div>`;
  }

  /** The list comes first; the map shows the same programmes, at the same address. */
  #mapChip() {
    const on = this.#mapped();
    return html`<button type="button" class="chip" aria-pressed=${on} @click=${() => this.ask({ vue: on ? null : 'carte' })}>
      ${icon('pin')}${t('map.show')}
    </button>`;
  }

  #mapped() {
    return this.route.query.get('vue') === 'carte';
  }

  /** All the places of the list, a hundred programmes at a time. @param {Route} route */
  async #showMap(route) {
    const source = this.source(route);
    if (!this.#mapped() || source === this.mapped) return;
    this.mapped = source;
    this.map = html`<p class="small" role="status">${t('map.wait')}</p>`;
    try {
      const { exploreMap } = await import('../elements/explore-map.js');
      const shown = await exploreMap(source);
      if (source === this.mapped) this.map = shown;
    } catch {
      this.mapped = '';
      this.map = html`<p class="message" role="status">${t('map.none')}</p>`;
    }
    this.requestUpdate();
  }

  /** Nothing in the list: what the search proposes for these words, and all the programmes. */
  #none() {
    const exit = empty(t('explore.none'), [{ words: t('explore.none.exit'), url: '/explorer?near=campus' }]);
    if (!this.help) return exit;
    const { sentence, suggestions } = this.help;
    return html`${exit}
      <p id="explore-help" role="status">${sentence}</p>
      <nav class="segments" aria-labelledby="explore-help">
        ${suggestions.map(({ label, url }) => html`<a class="chip" href=${url}>${label}</a>`)}
      </nav>`;
  }

  /** Diplomas, jobs and schools whose name fits the word. */
  #hits() {
    if (!this.route.query.get('q') || !this.hits.length) return nothing;
    return html`<nav class="segments" aria-label=${t('explore.hits')}>
      ${this.hits.map((hit) => html`<a class="chip" href=${hit.url}><span class="small">${t(`explore.hit.${hit.kind}`)}</span>${hit.label}</a>`)}
    </nav>`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    if (!changed.has('route')) return;
    this.#search(this.route.query.get('q'));
    this.#showMap(this.route);
  }

  /** @param {string | null} words */
  async #search(words) {
    if (!words) {
      this.help = null;
      return;
    }
    const query = new URLSearchParams({ q: words, kinds: 'certification,job,institution', limit: '3' });
    /** @type {SearchAnswer | null} */
    const answer = await get(`/api/search?${query}`).catch(() => null); // a help only: the list stays without it
    if (words !== this.route.query.get('q')) return;
    this.hits = answer?.items ?? [];
    this.help = answer?.help ?? null;
    this.requestUpdate();
  }

  #words() {
    return html`<div class="field">
      <label for="explore-q">${t('explore.q')}</label>
      <input
        id="explore-q"
        type="search"
        enterkeyhint="search"
        placeholder=${t('explore.q.hint')}
        .value=${this.route.query.get('q') ?? ''}
        @input=${this.#type}
      />
    </div>`;
  }

  /** Filters under the thumb, on one line that slides. @param {FacetValue[]} values @param {string[]} active */
  #chips(values, active) {
    const inside = active.filter((name) => INSIDE.includes(name)).length;
    const chosen = choices(this.route.query, 'line');
    return html`<div class="segments slides" role="group" aria-label=${t('explore.filters')}>
      <button type="button" class="chip" aria-expanded=${this.open} @click=${this.#toggle}>
        ${inside ? t('explore.filters.n', { n: inside }) : t('explore.filters')}
      </button>
      ${distances(this.route, (change) => this.ask(change))}
      ${values.map(({ value, count }) => {
        const on = chosen.includes(value);
        return html`<button type="button" class="chip" aria-pressed=${on} @click=${() => this.ask({ line: flipped(chosen, value) })}>
          ${badge(lineOf(value))}${t(`plan.track.${value}`)} <span class="count">${count}</span>
        </button>`;
      })}
    </div>`;
  }

  /** @param {ProgrammeList} list */
  #panel({ facets }) {
    return html`<div class="stack">${INSIDE.map((name) => this.#select(name, facets[/** @type {'sector'} */ (name)]))}</div>`;
  }

  /** @param {string} name @param {FacetValue[]} values */
  #select(name, values) {
    const chosen = this.route.query.get(name) ?? '';
    return html`<div class="field">
      <label for="explore-${name}">${t(`explore.${name}`)}</label>
      <select id="explore-${name}" @change=${(/** @type {Event} */ event) => this.ask({ [name]: entered(event) })}>
        <option value="" ?selected=${!chosen}>${t('explore.any')}</option>
        ${values.map(
          ({ value, label, count }) =>
            html`<option value=${value} ?selected=${value === chosen}>${label} (${count})</option>`,
        )}
      </select>
    </div>`;
  }

  /** @param {Event} event */
  #type(event) {
    const words = entered(event).trim();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask({ q: words }), PAUSE);
  }

  #toggle() {
    this.open = !this.open;
    this.requestUpdate();
  }

  #clear() {
    this.ask(Object.fromEntries(FILTERS.map((name) => [name, null])));
  }
}

/** @param {URLSearchParams} query @param {string} name */
function choices(query, name) {
  return (query.get(name) ?? '').split(',').filter(Boolean);
}

/** @param {string[]} chosen @param {string} value */
function flipped(chosen, value) {
  return (chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]).join(',');
}

/** @param {Event} event */
function entered(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
}

customElements.define('app-explore', Explore);
export default Explore;
