/** @file `/`: where from, where to, and the journeys found, on one screen. The question is the address. */

import { get } from '../core/api.js';
import { loadWords, t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { html, nothing } from '../vendor/lit.js';
import '../elements/combobox.js';
import { duration, journeyCard, lineBar } from '../elements/line.js';
import { announce, badge, empty, icon, refusalNote, skeleton } from '../elements/ui.js';

/** @import { CertificationKind, ExploreAnswer, ItineraryOut, JourneyAnswer, Track } from '../types/api.js' */
/** @import { Segment } from '../elements/line.js' */
/** @import { Choice } from '../elements/combobox.js' */
/** @import { Route } from '../core/router.js' */

const DEFAULT_KM = '30';
const STAGES = ['stage:3e', 'stage:2gt', 'stage:bac-general', 'stage:work'];
/** @type {{track: import('../types/api.js').Track, letter: string}[]} */
const LINES = [
  { track: 'vocational', letter: 'P' },
  { track: 'apprenticeship', letter: 'A' },
  { track: 'higher', letter: 'S' },
  { track: 'continuing', letter: 'C' },
];
/** Real questions for a first visit; `way` only sketches the line of their first answer. */
const EXAMPLES = [
  {
    name: 'school',
    from: 'stage:3e',
    near: ['COM:85047', 'Challans'],
    to: ['CFD:32025413', 'BTS Construction navale'],
    way: [sketch('vocational', 3, 'bac-pro'), sketch('apprenticeship', 2, 'bts', true)],
  },
  {
    name: 'short',
    from: 'stage:3e',
    near: ['COM:85194', 'Les Sables-d’Olonne'],
    to: ['CFD:40025411', 'Bac pro Chaudronnerie industrielle'],
    way: [sketch('vocational', 3, 'bac-pro')],
  },
  {
    name: 'adult',
    from: 'stage:work',
    near: ['COM:44184', 'Saint-Nazaire'],
    to: ['CFD:32025413', 'BTS Construction navale'],
    way: [{ ...sketch('continuing', 2, 'bts'), lead: true, time: t('line.time.unknown') }],
  },
];

/** Names of what was chosen, for addresses met before their answer. @type {Map<string, string>} */
const names = new Map(EXAMPLES.flatMap(({ near, to }) => /** @type {[string, string][]} */ ([near, to])));

const ASKED = ['from', 'to', 'near', 'max_km', 'boarding', 'tracks', 'avoid', 'paid', 'accessible', 'start', 'without'];
const EXPLORED = ['from', 'near', 'max_km'];
/** "Je ne sais pas encore" among the targets. */
const UNKNOWN = 'idea:unknown';

/**
 * The API's address for a question. With an arrival: the journeys, from everywhere when no start is given.
 * Without: the sectors within reach, when a start is given or ideas are asked for (`ideas=1`). Else null.
 * @param {URLSearchParams} query
 */
export function questionOf(query) {
  const to = query.get('to');
  if (!to && !query.get('from') && !query.get('ideas')) return null;
  const parameters = new URLSearchParams();
  for (const name of to ? ASKED : EXPLORED) {
    const value = query.get(name);
    if (value) parameters.set(name, value);
  }
  if (to && !parameters.has('boarding')) parameters.set('boarding', '1');
  if (!parameters.has('max_km')) parameters.set('max_km', DEFAULT_KM);
  return `/api/journeys${to ? '' : '/explore'}?${parameters}`;
}

/**
 * What turning the question round asks: leave from the arrival, towards the start when that is a diploma too.
 * Null when the arrival is none that one can leave from.
 * @param {URLSearchParams} query
 */
export function turned(query) {
  const [from, to] = [query.get('from'), query.get('to')];
  if (!to?.startsWith('CFD:')) return null;
  return { from: to, to: from?.startsWith('CFD:') ? from : null };
}

/** @typedef {JourneyAnswer | ExploreAnswer} Found */

/** @extends {Screen<Found | null>} */
class Plan extends Screen {
  /** Choosing which journeys to compare; null: not asked for. @type {import('../elements/compare-picker.js').ComparePicker | null} */
  picker = null;
  /** @type {typeof import('../elements/plan-more.js').planMore | null} the rarer settings, when they are open */
  more = null;
  /** @type {typeof import('../elements/sector-ways.js').sectorWays | undefined} */
  sectorWays;
  /** @type {string | null} */
  asked = null;

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    const question = questionOf(route.query);
    const changed = question !== this.asked;
    this.asked = question;
    this.hint = '';
    if (changed) this.#pick(how.back ? /** @type {string[] | undefined} */ (route.saved.kept.picked) : undefined);
    if (!question) this.#learnNames(route.query);
    if (!question) return null;
    const answer = /** @type {Found | Promise<Found>} */ (this.read(question, how));
    return route.query.get('to') ? answer : this.#explored(answer);
  }

  /** What shows sectors is loaded with them. @param {Found | Promise<Found>} answer */
  async #explored(answer) {
    const [found, module] = await Promise.all([
      answer,
      import('../elements/sector-ways.js'),
      loadWords('explore-guide'),
    ]);
    this.sectorWays = module.sectorWays;
    return found;
  }

  heading() {
    return t('plan.title');
  }

  /** The form never leaves: waiting and refusals take the place of the results. */
  render() {
    return html`<h1 tabindex="-1">${t('plan.heading')} <span class="mark">${t('plan.heading.mark')}</span></h1>
      <div class="plan">
        <form class="plan-form" aria-label=${t('plan.form')} @submit=${this.#submit}>
          ${this.#fields()} ${this.#filters()} ${this.more?.(this.route.query, (change) => this.ask(change))}
          ${this.hint ? html`<p class="message" role="alert">${this.hint}</p>` : nothing}
          ${this.asked ? nothing : html`<button class="btn">${t('plan.go')}</button>`}
        </form>
        <section class="plan-results" aria-busy=${this.loading}>${this.#results()}</section>
      </div>`;
  }

  #fields() {
    const { query } = this.route;
    const stages = STAGES.map((id) => ({ id, label: t(id.replace(':', '.')) }));
    const arrival = this.data && 'to' in this.data ? this.data.to?.label : null;
    return html`<div class="card trip">
      <i class="trip-from"></i>
      <div class="trip-start">
        ${this.#field('from', 'stage,certification', chosen(query.get('from'), this.data?.from.label), stages)}
        ${this.#field('near', 'commune', chosen(query.get('near'), this.data?.near), [])}
      </div>
      <i class="trip-way"></i>
      <i class="trip-to"></i>
      ${this.#field('to', 'certification,job,sector', chosen(query.get('to'), arrival), [{ id: UNKNOWN, label: t('plan.unknown') }])}
      ${
        turned(query)
          ? html`<button type="button" class="round trip-turn" aria-label=${t('plan.turn')} @click=${this.#turn}>${icon('turn')}</button>`
          : nothing
      }
    </div>`;
  }

  /** @param {string} name @param {string} kinds @param {Choice | null} value @param {Choice[]} first */
  #field(name, kinds, value, first) {
    const near = this.route.query.get('near') ?? '';
    return html`<app-combobox
      class="trip-${name}-field"
      label=${t(`plan.${name}`)}
      hint=${t(`plan.${name}.hint`)}
      kinds=${kinds}
      near=${near}
      .value=${value}
      .first=${first}
      @choose=${(/** @type {CustomEvent<Choice | null>} */ { detail }) => this.#choose(name, detail)}
    ></app-combobox>`;
  }

  #filters() {
    const { query } = this.route;
    const far = query.get('max_km') ?? DEFAULT_KM;
    const tracks = (query.get('tracks') ?? '').split(',').filter(Boolean);
    const flip = (/** @type {string} */ track) =>
      (tracks.includes(track) ? tracks.filter((one) => one !== track) : [...tracks, track]).join(',');
    return html`<div class="segments plan-settings" role="group" aria-label=${t('plan.filters')}>
      ${this.#chip(t('plan.boarding'), query.get('boarding') !== '0', { boarding: query.get('boarding') === '0' ? null : '0' })}
      ${this.#chip(t('plan.max_km', { n: DEFAULT_KM }), far === DEFAULT_KM, { max_km: far === DEFAULT_KM ? '80' : null })}
      ${LINES.map((line) =>
        this.#chip(html`${badge(line)}${t(`plan.track.${line.track}`)}`, tracks.includes(line.track), {
          tracks: flip(line.track),
        }),
      )}
      ${this.#chip(t('plan.paid'), query.get('paid') === '1', { paid: query.get('paid') ? null : '1' })}
      <button type="button" class="chip" aria-expanded=${this.more !== null} @click=${this.#settings}>
        ${refined(query) ? t('plan.more.n', { n: refined(query) }) : t('plan.more')}
      </button>
    </div>`;
  }

  /** @param {unknown} words @param {boolean} on @param {Record<string, string | null>} change */
  #chip(words, on, change) {
    return html`<button type="button" class="chip" aria-pressed=${on} @click=${() => this.ask(change)}>${words}</button>`;
  }

  #results() {
    if (this.refusal) return html`${refusalNote(this.refusal)}`;
    if (!this.asked) return this.#examples();
    const answer = this.data;
    if (!answer) return skeleton();
    if ('sectors' in answer) return this.sectorWays?.(answer, this.route.query);
    return this.#journeys(answer);
  }

  /** @param {JourneyAnswer} answer */
  #journeys(answer) {
    const { itineraries, filters, notes, exits } = answer;
    const found = itineraries.length;
    return html`<div class="row apart wrap">
        <h2>${said(answer)}</h2>
        ${found > 1 ? html`<button type="button" class="link" aria-expanded=${this.picker !== null} @click=${this.#compare}>${t('plan.compare')}</button>` : nothing}
      </div>
      ${answer.message ? html`<p class="message">${answer.message}</p>` : nothing}
      ${notes.map((note) => html`<p class="small">${note}</p>`)}
      ${found ? html`<div class="cards">${itineraries.map((one) => this.#card(one, answer.kind))}</div>` : nothing}
      ${this.picker?.bar()}
      ${
        found || !filters.length
          ? nothing
          : html`<p class="segments">
              ${filters.map(({ words, url }) => html`<a class="chip" href=${url}>${t('plan.without', { words })}</a>`)}
            </p>`
      }
      ${found && !exits.length ? nothing : empty('', exits)}
      <p class="small">${t('plan.promise')}</p>
      <a class="link" href="/explorer">${t('plan.explore')}</a>`;
  }

  /** @param {ItineraryOut} itinerary @param {JourneyAnswer['kind']} kind */
  #card(itinerary, kind) {
    const start =
      kind === 'ways_in'
        ? html`<p class="small">${t('plan.start', { label: itinerary.legs[0].from.label })}</p>`
        : nothing;
    return journeyCard(itinerary, { start, act: this.picker?.box(itinerary), year: this.route.query.get('start') });
  }

  /** Opens the choice of journeys to compare, or leaves it. */
  #compare() {
    this.#pick(this.picker ? undefined : []);
    this.dispatchEvent(
      new CustomEvent('remember', { bubbles: true, detail: { picked: this.picker ? undefined : [] } }),
    );
  }

  /** @param {string[] | undefined} picked undefined: nothing is being compared */
  async #pick(picked) {
    if (!picked) {
      this.picker = null;
      return this.requestUpdate();
    }
    const [{ ComparePicker }] = await Promise.all([import('../elements/compare-picker.js'), loadWords('compare')]);
    this.picker = new ComparePicker(this, picked);
    this.requestUpdate();
  }

  /** The rarer settings, loaded when they are asked for. */
  async #settings() {
    const [{ planMore }] = await Promise.all([import('../elements/plan-more.js'), loadWords('explore-guide')]);
    this.more = this.more ? null : planMore;
    this.requestUpdate();
  }

  #examples() {
    return html`<h2>${t('plan.examples')}</h2>
      <div class="cards">
        ${EXAMPLES.map(({ name, from, near, to, way }) => {
          const url = address('/', new URLSearchParams(), { from, near: near[0], to: to[0] });
          return html`<article class="card">
            <h3 class="card-title"><a href=${url}>${t(`plan.example.${name}`)}</a></h3>
            <p class="small">${t('plan.example.near', { near: near[1] })}</p>
            ${lineBar(way)}
          </article>`;
        })}
      </div>
      <a class="btn alt" href="/?ideas=1">${t('plan.unknown')}</a>
      <a class="link" href="/explorer">${t('plan.explore')}</a>`;
  }

  /** @param {string} name @param {Choice | null} choice */
  #choose(name, choice) {
    if (choice?.id === UNKNOWN) return this.ask({ to: null, ideas: '1' });
    if (choice) names.set(choice.id, choice.label);
    if (name === 'near') import('../core/place.js').then(({ setPlace }) => setPlace(choice));
    this.ask({ [name]: choice?.id ?? null, ideas: null });
  }

  /** An address may bring a diploma or a job without its name: `/?to=CFD:…`, from their pages. @param {URLSearchParams} query */
  async #learnNames(query) {
    for (const id of [query.get('from'), query.get('to')]) {
      if (!id || names.has(id) || id.startsWith('stage:')) continue;
      if (/^NSF:/.test(id)) continue; // the answer names it
      const path = /^(ROME|MET):/.test(id) ? `/api/jobs/${id}` : `/api/certifications/${id}`;
      /** @type {{label: string} | null} */
      const found = await get(path).catch(() => null); // an unknown id stays without a name; the answer will say it
      if (found) names.set(id, found.label);
      this.requestUpdate();
    }
  }

  /** The question changes, the address with it; the first full question makes a step in history. @param {Record<string, string | null>} change */
  ask(change) {
    const url = address('/', this.route.query, change);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.hint = t('plan.missing');
    this.requestUpdate();
    /** @type {HTMLElement | null} */ (this.querySelector('.trip-from-field'))?.focus();
  }

  /** The arrival becomes the start. */
  #turn() {
    const change = turned(this.route.query);
    if (!change) return;
    for (const { id, label } of [this.data?.from, this.data && 'to' in this.data ? this.data.to : null].filter(
      (one) => one != null,
    ))
      names.set(id, label);
    this.ask(change);
    announce(this, t('plan.turned', { label: names.get(change.from) ?? '' }));
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    const { data } = this;
    if (!changed.has('data') || !data) return;
    announce(this, 'sectors' in data ? t('plan.sectors', { n: data.sectors.length }) : said(data));
  }
}

/** "3 parcours trouvés", "4 façons d’y arriver". @param {JourneyAnswer} answer */
function said({ kind, itineraries: { length } }) {
  if (!length) return t('plan.none');
  return t(kind === 'ways_in' ? 'plan.ways' : 'plan.found', { n: length });
}

/** How many of the rarer settings are in force. @param {URLSearchParams} query */
function refined(query) {
  return ['avoid', 'accessible', 'start', 'without'].filter((name) => query.get(name)).length;
}

/** @param {Track} track @param {number} years @param {CertificationKind} kind @returns {Segment} */
function sketch(track, years, kind, change = false) {
  return { track, letter: '', years, time: duration(years), name: t(`kind.${kind}`), lead: false, change };
}

/** @param {string | null} id @param {string | null | undefined} label @returns {Choice | null} */
function chosen(id, label) {
  return id ? { id, label: names.get(id) ?? label ?? spokenStage(id) } : null;
}

/** @param {string} id */
function spokenStage(id) {
  return STAGES.includes(id) ? t(id.replace(':', '.')) : '…';
}

customElements.define('app-plan', Plan);
export default Plan;
