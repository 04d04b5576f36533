/** @file `/gestion/internats/:id`: who sleeps where, one week at a time. */

import { get } from '../core/api.js';
import { day, NBSP } from '../core/format.js';
import { t } from '../core/i18n.js';
import { address } from '../core/router.js';
import { byZone, runsOf } from '../elements/bed-runs.js';
import { readPlan } from '../elements/free-beds.js';
import { monday, nightsWords, plus, today } from '../elements/nights.js';
import { runPanel } from '../elements/run-panel.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { icon, pill } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { HouseOut, PlanCell, PlanOut, PlanRow, QueueOut, RequestOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @typedef {{plan: PlanOut, requests: RequestOut[], zones: Map<string, string>}} Week */
/** @typedef {{row: PlanRow, cell: PlanCell}} Chosen */

const NO_QUEUE = { items: /** @type {RequestOut[]} */ ([]) };

/** @extends {StaffScreen<Week>} */
class BedPlan extends StaffScreen {
  /** the booking whose panel is open */
  chosen = '';
  /** they read and decide nothing: a visitor is refused by the server */
  reads = true;

  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<Week>} */
  async work({ params, query }, { signal }) {
    const base = `/api/boarding/houses/${encodeURIComponent(params.id)}`;
    this.reads =
      this.person?.roles.every(({ name, scope }) => name !== 'boarding_manager' || scope !== params.id) ?? true;
    const [plan, queue, house] = await Promise.all([
      readPlan(params.id, query.get('week'), signal),
      this.reads ? NO_QUEUE : /** @type {Promise<QueueOut>} */ (get(`${base}/requests`, { signal })),
      /** @type {Promise<HouseOut>} */ (get(base, { signal })),
    ]);
    this.waiting = new Map(this.reads ? [] : [[params.id, queue.items.length]]);
    return { plan, requests: queue.items, zones: new Map(house.zones.map(({ id, label }) => [id, label])) };
  }

  heading() {
    return t('bed-plan.title');
  }

  /** @param {Week} week */
  view(week) {
    const { plan } = week;
    const chosen = this.#found(plan);
    return html`<div class="row wrap apart">
        <div>
          <p class="small">${t('bed-plan.title')}, ${plan.name}</p>
          <h1 tabindex="-1">${t('bed-plan.week', { day: dayOnly(plan.week) })}</h1>
        </div>
        ${this.#turn(plan)}
      </div>
      <div class="pills">
        ${pill(t('bed-plan.occupied', { n: plan.occupied }))} ${pill(t('bed-plan.free', { n: plan.free }), 'go')}
        ${pill(t('bed-plan.awaiting', { n: plan.awaiting }), 'wait')}
      </div>
      <p class="small">${t(this.reads ? 'bed-plan.read' : 'bed-plan.how')}</p>
      <div class="bed-plan" ?data-open=${chosen !== null}>
        ${plan.nights.length ? this.#table(week) : html`<p class="message">${t('bed-plan.closed')}</p>`}
        ${chosen ? this.#panel(week, chosen) : nothing}
      </div>`;
  }

  /** @param {PlanOut} plan */
  #turn({ week }) {
    const now = monday(today());
    return html`<nav class="row" aria-label=${t('bed-plan.weeks')}>
      <a class="round" href=${this.#url(plus(week, -7))} aria-label=${t('bed-plan.previous')}>${icon('previous')}</a>
      <a class="chip" href=${this.#url(now)} aria-current=${week === now ? 'date' : nothing}>${t('bed-plan.now')}</a>
      <a class="round" href=${this.#url(plus(week, 7))} aria-label=${t('bed-plan.next')}>${icon('next')}</a>
    </nav>`;
  }

  /** @param {Week} week */
  #table({ plan, zones }) {
    return html`<div class="bed-table" role="region" tabindex="0" aria-label=${t('bed-plan.region')}>
      <table>
        <caption class="hidden-words">${t('bed-plan.caption', { day: day(plan.week) })}</caption>
        <thead>
          <tr>
            <th scope="col">${t('bed-plan.bed')}</th>
            ${plan.nights.map((night) => html`<th scope="col"><abbr title=${day(night)}>${shortNight(night)}</abbr></th>`)}
          </tr>
        </thead>
        ${[...byZone(plan.rows)].map(
          ([zone, rows]) => html`<tbody>
            <tr>
              <th class="bed-zone" scope="rowgroup" colspan=${plan.nights.length + 1}>${t('bed-plan.zone', { zone: zones.get(zone) ?? zone, n: rows.length })}</th>
            </tr>
            ${rows.map((row) => this.#row(row, plan.nights))}
          </tbody>`,
        )}
      </table>
    </div>`;
  }

  /** @param {PlanRow} row @param {string[]} nights */
  #row(row, nights) {
    return html`<tr>
      <th scope="row">${row.bed.label}${row.bed.accessible ? html` <abbr title=${t('bed.accessible')}>${t('bed-plan.accessible')}</abbr>` : nothing}</th>
      ${runsOf(row, nights).map((run) =>
        run.kind === 'free'
          ? html`<td class="free"><span class="hidden-words">${t('bed-plan.free.one')}</span></td>`
          : this.reads
            ? html`<td colspan=${run.nights.length}>
                <span class="run" data-status=${run.cell.status}>${run.cell.label}${run.cell.agreement_due ? html` <span>${t('due.short')}</span>` : nothing}<span class="hidden-words"> ${nightsWords(run.nights)}</span></span>
              </td>`
            : html`<td colspan=${run.nights.length}>
              <button
                type="button"
                class="run"
                data-status=${run.cell.status}
                aria-expanded=${run.cell.booking === this.chosen}
                @click=${() => this.#choose(run.cell.booking)}
              >
                ${run.cell.label}
                <span class=${run.cell.status === 'accepted' && !run.cell.agreement_due ? 'hidden-words' : ''}>${t(run.cell.agreement_due ? 'due.short' : `status.short.${run.cell.status}`)}</span>
                <span class="hidden-words">${nightsWords(run.nights)}</span>
              </button>
            </td>`,
      )}
    </tr>`;
  }

  /** @param {Week} week @param {Chosen} chosen */
  #panel({ requests, plan, zones }, { row, cell }) {
    return runPanel(this, {
      house: plan.house,
      row,
      cell,
      zone: zones.get(row.bed.zone) ?? row.bed.zone,
      request: requests.find(({ booking }) => booking === cell.booking) ?? null,
      done: (words) => this.done(words),
      close: () => this.#close(cell.booking),
    });
  }

  /** @param {PlanOut} plan @returns {Chosen | null} */
  #found({ rows }) {
    for (const row of rows) {
      const cell = row.cells.find(({ booking }) => booking === this.chosen);
      if (cell) return { row, cell };
    }
    return null;
  }

  /** @param {string} booking */
  async #choose(booking) {
    if (this.chosen === booking) return this.#close(booking);
    this.chosen = booking;
    this.requestUpdate();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('.run-panel h2'))?.focus();
  }

  /** @param {string} booking */
  async #close(booking) {
    const runs = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll('.run'));
    const opener = [...runs].find((run) => run.getAttribute('aria-expanded') === 'true' && this.chosen === booking);
    this.chosen = '';
    this.requestUpdate();
    await this.updateComplete;
    opener?.focus();
  }

  /** @param {string} week */
  #url(week) {
    return address(this.route.path, this.route.query, { week });
  }
}

/** "4 janvier". @param {string} date */
function dayOnly(date) {
  const words = day(date);
  return words.slice(words.indexOf(' ') + 1);
}

/** "lun. 4". @param {string} date */
function shortNight(date) {
  const words = day(date);
  return `${words.slice(0, 3)}.${NBSP}${dayOnly(date).split(NBSP)[0]}`;
}

customElements.define('app-bed-plan', BedPlan);
export default BedPlan;
