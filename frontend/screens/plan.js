/** @file `/`: where from, where to, and the journeys found, on one screen. The question is the address. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { html, nothing } from '../vendor/lit.js';
import '../elements/combobox.js';
import { duration, journeyCard, lineBar } from '../elements/line.js';
import { announce, badge, empty, refusalNote, skeleton } from '../elements/ui.js';

/** @import { CertificationKind, JourneyAnswer, Track } from '../types/api.js' */
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

/** The API's address for a question, or null while it is incomplete. @param {URLSearchParams} query */
export function questionOf(query) {
  if (!query.get('from') || !query.get('to')) return null;
  const asked = ['from', 'to', 'near', 'max_km', 'boarding', 'tracks'].flatMap((name) => {
    const value = query.get(name);
    return value ? [/** @type {[string, string]} */ ([name, value])] : [];
  });
  const parameters = new URLSearchParams(asked);
  if (!parameters.has('boarding')) parameters.set('boarding', '1');
  if (!parameters.has('max_km')) parameters.set('max_km', DEFAULT_KM);
  return `/api/journeys?${parameters}`;
}

/** @extends {Screen<JourneyAnswer | null>} */
class Plan extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    const question = questionOf(route.query);
    this.asked = question;
    this.hint = '';
    if (!question) this.#learnNames(route.query);
    return question ? /** @type {Promise<JourneyAnswer>} */ (this.read(question, how)) : null;
  }

  heading() {
    return t('plan.title');
  }

  /** The form never leaves: waiting and refusals take the place of the results. */
  render() {
    return html`<h1 tabindex="-1">${t('plan.heading')} <span class="mark">${t('plan.heading.mark')}</span></h1>
      <div class="plan">
        <form class="plan-form" aria-label=${t('plan.form')} @submit=${this.#submit}>
          ${this.#fields()} ${this.#filters()}
          ${this.hint ? html`<p class="message" role="alert">${this.hint}</p>` : nothing}
          ${this.asked ? nothing : html`<button class="btn">${t('plan.go')}</button>`}
        </form>
        <section class="plan-results" aria-busy=${this.loading}>${this.#results()}</section>
      </div>`;
  }

  #fields() {
    const { query } = this.route;
    const stages = STAGES.map((id) => ({ id, label: t(id.replace(':', '.')) }));
    return html`<div class="card trip">
      <i class="trip-from"></i>
      <div class="trip-start">
        ${this.#field('from', 'stage', chosen(query.get('from'), this.data?.from.label), stages)}
        ${this.#field('near', 'commune', chosen(query.get('near'), this.data?.near), [])}
      </div>
      <i class="trip-way"></i>
      <i class="trip-to"></i>
      ${this.#field('to', 'certification,job', chosen(query.get('to'), this.data?.to?.label), [])}
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
    </div>`;
  }

  /** @param {unknown} words @param {boolean} on @param {Record<string, string | null>} change */
  #chip(words, on, change) {
    return html`<button type="button" class="chip" aria-pressed=${on} @click=${() => this.#ask(change)}>${words}</button>`;
  }

  #results() {
    if (this.refusal) return html`${refusalNote(this.refusal)}`;
    if (!this.asked) return this.#examples();
    const answer = this.data;
    if (!answer) return skeleton();
    const found = answer.itineraries.length;
    return html`<h2>${found ? t('plan.found', { n: found }) : t('plan.none')}</h2>
      ${answer.message ? html`<p class="message">${answer.message}</p>` : nothing}
      ${found ? html`<div class="cards">${answer.itineraries.map(journeyCard)}</div>` : nothing}
      ${found && !answer.exits.length ? nothing : empty('', answer.exits)}
      <p class="small">${t('plan.promise')}</p>
      <a class="link" href="/explorer">${t('plan.explore')}</a>`;
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
      <a class="btn alt" href="/explorer">${t('plan.explore')}</a>`;
  }

  /** @param {string} name @param {Choice | null} choice */
  #choose(name, choice) {
    if (choice) names.set(choice.id, choice.label);
    if (name === 'near') import('../core/place.js').then(({ setPlace }) => setPlace(choice));
    this.#ask({ [name]: choice?.id ?? null });
  }

  /** An address may bring a diploma or a job without its name: `/?to=CFD:…`, from their pages. @param {URLSearchParams} query */
  async #learnNames(query) {
    for (const id of [query.get('from'), query.get('to')]) {
      if (!id || names.has(id) || id.startsWith('stage:')) continue;
      const path = /^(ROME|MET):/.test(id) ? `/api/jobs/${id}` : `/api/certifications/${id}`;
      /** @type {{label: string} | null} */
      const found = await get(path).catch(() => null); // an unknown id stays without a name; the answer will say it
      if (found) names.set(id, found.label);
      this.requestUpdate();
    }
  }

  /** The question changes, the address with it; the first full question makes a step in history. @param {Record<string, string | null>} change */
  #ask(change) {
    const url = address('/', this.route.query, change);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const missing = this.route.query.get('from') ? 'to' : 'from';
    this.hint = t(`plan.missing.${missing}`);
    this.requestUpdate();
    /** @type {HTMLElement | null} */ (this.querySelector(`.trip-${missing}-field`))?.focus();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    if (changed.has('data') && this.data) announce(this, t('plan.found', { n: this.data.itineraries.length }));
  }
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
