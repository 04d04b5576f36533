/** @file `/`: where from, where to, and the journeys found, on one screen. The question is the address. */

import { loadWords, t } from '../core/i18n.js';
import { DEFAULT_KM, questionOf, refined, turned } from '../core/question.js';
import { address } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { html, nothing } from '../vendor/lit.js';
import '../elements/combobox.js';
import { journeyCard } from '../elements/line.js';
import { announce, badge, empty, icon, lines, refusalNote, skeleton } from '../elements/ui.js';

/** @import { ExploreAnswer, ItineraryOut, JourneyAnswer } from '../types/api.js' */
/** @import { Choice } from '../elements/combobox.js' */
/** @import { Route } from '../core/router.js' */

const STAGES = ['stage:3e', 'stage:2gt', 'stage:bac-general', 'stage:work'];
const FIELDS = ['from', 'near', 'to'];

/** Names of what was chosen, for addresses met before their answer. @type {Map<string, string>} */
const names = new Map();

/** "Je ne sais pas encore" among the targets. */
const UNKNOWN = 'idea:unknown';

/** @typedef {JourneyAnswer | ExploreAnswer} Found */

/** @extends {Screen<Found | null>} */
class Plan extends Screen {
  /** Choosing which journeys to compare; null: not asked for. @type {import('../elements/compare-picker.js').ComparePicker | null} */
  picker = null;
  /** @type {typeof import('../elements/plan-more.js').planMore | null} the rarer settings, when they are open */
  more = null;
  /** @type {typeof import('../elements/sector-ways.js').sectorWays | undefined} */
  sectorWays;
  /** @type {typeof import('../elements/plan-examples.js').planExamples | undefined} */
  examples;
  /** The commune given before, on any screen. @type {Choice | null} */
  home = null;
  /** @type {string | null} */
  asked = null;

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    const question = questionOf(route.query);
    const changed = question !== this.asked;
    this.asked = question;
    this.hint = '';
    if (changed) this.#pick(how.back ? /** @type {string[] | undefined} */ (route.saved.kept.picked) : undefined);
    if (!question) this.#welcome(route.query);
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
        ${this.#field('near', 'commune', chosen(query.get('near'), this.data?.near), this.home ? [this.home] : [])}
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
      @choose=${(/** @type {CustomEvent<Choice | null>} */ event) => this.#choose(name, event)}
    ></app-combobox>`;
  }

  #filters() {
    const { query } = this.route;
    const far = query.get('max_km') ?? DEFAULT_KM;
    const tracks = (query.get('tracks') ?? '').split(',').filter(Boolean);
    const flip = (/** @type {string} */ track) =>
      (tracks.includes(track) ? tracks.filter((one) => one !== track) : [...tracks, track]).join(',');
    return html`<div class="segments slides" role="group" aria-label=${t('plan.filters')}>
      ${this.#chip(t('plan.boarding'), query.get('boarding') !== '0', { boarding: query.get('boarding') === '0' ? null : '0' })}
      ${this.#chip(t('plan.max_km', { n: DEFAULT_KM }), far === DEFAULT_KM, { max_km: far === DEFAULT_KM ? '80' : null })}
      ${lines.map((line) =>
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
    if (this.refusal) {
      return html`${refusalNote(this.refusal)}
        <button type="button" class="btn alt" @click=${() => this.reload()}>${t('problem.retry')}</button>`;
    }
    if (!this.asked) return this.examples?.();
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
      ${found ? html`<div class="cards">${itineraries.map((one) => this.#card(one, answer))}</div>` : nothing}
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

  /** @param {ItineraryOut} itinerary @param {JourneyAnswer} answer */
  #card(itinerary, { kind, to }) {
    return journeyCard(itinerary, {
      start: kind === 'ways_in',
      diploma: !/^(CFD|FOR):/.test(to?.id ?? ''),
      act: this.picker?.box(itinerary),
      year: this.route.query.get('start'),
    });
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

  /** @param {string} name @param {CustomEvent<Choice | null>} event */
  #choose(name, { detail: choice, target }) {
    if (choice?.id === UNKNOWN) return this.ask({ to: null, ideas: '1' });
    if (choice) names.set(choice.id, choice.label);
    if (name === 'near') import('../core/place.js').then(({ setPlace }) => setPlace(choice));
    this.ask({ [name]: choice?.id ?? null, ideas: null });
    const input = /** @type {HTMLElement | null} */ (document.activeElement);
    if (!choice || !(/** @type {HTMLElement} */ (target).contains(input))) return; // the field was left: so was the focus
    const next = this.#empty(name);
    if (next)
      this.#enter(next); // one tap less
    else if (matchMedia('(pointer: coarse)').matches) input?.blur(); // the keyboard on screen uncovers the answer
  }

  /** The first field still empty, after this one. @param {string} [name] */
  #empty(name = '') {
    return FIELDS.slice(FIELDS.indexOf(name) + 1).find((one) => !this.route.query.get(one));
  }

  /** @param {string | undefined} name */
  #enter(name) {
    if (name) /** @type {HTMLElement | null} */ (this.querySelector(`.trip-${name}-field`))?.focus();
  }

  /** Before a question: what one may ask, and the names of what the address brings. @param {URLSearchParams} query */
  async #welcome(query) {
    const [{ planExamples, learnNames }, { place }] = await Promise.all([
      import('../elements/plan-examples.js'),
      import('../core/place.js'),
    ]);
    this.examples = planExamples;
    this.home = place();
    if (this.home) names.set(this.home.id, this.home.label);
    this.requestUpdate();
    await learnNames(query, names);
    this.requestUpdate();
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
    this.#enter(this.#empty());
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
    if (changed.has('refusal') && this.refusal) this.#welcome(this.route.query); // the fields keep their names
    if (!changed.has('data') || !data) return;
    announce(this, 'sectors' in data ? t('plan.sectors', { n: data.sectors.length }) : said(data));
  }
}

/** "3 parcours trouvés", "4 façons d’y arriver". @param {JourneyAnswer} answer */
function said({ kind, itineraries: { length } }) {
  if (!length) return t('plan.none');
  return t(kind === 'ways_in' ? 'plan.ways' : 'plan.found', { n: length });
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
