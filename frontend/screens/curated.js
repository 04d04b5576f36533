/** @file `/gestion/passerelles`: the progressions that the campus's team adds, who added each, and withdrawing one. */

import { get, send } from '../core/api.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import '../elements/combobox.js';
import { openDialog } from '../elements/dialog.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { empty, pill } from '../elements/ui.js';
import { html, nothing, repeat } from '../vendor/lit.js';

/** @import { CuratedIn, CuratedList, CuratedOut, ProgressionKind } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */
/** @import { Choice } from '../elements/combobox.js' */

const URL = '/api/curated-progressions';
const STAGES = ['stage:3e', 'stage:2gt', 'stage:bac-general'];
/** @type {ProgressionKind[]} */
const KINDS = ['continuation', 'bridge', 'common_year', 'reorientation', 'return_to_study', 'vae'];
const TONES = /** @type {const} */ ({ shown: 'go', unknown: 'wait', withdrawn: 'neutral' });

/** @extends {StaffScreen<CuratedList>} */
class Curated extends StaffScreen {
  /** @type {{source: Choice | null, target: Choice | null}} */
  ends = { source: null, target: null };
  missing = false;

  /** @param {Route} _route @param {{signal: AbortSignal}} how @returns {Promise<CuratedList>} */
  work(_route, { signal }) {
    return get(URL, { signal });
  }

  heading() {
    return t('curated.title');
  }

  /** @param {CuratedList} list */
  view({ items }) {
    return html`<div>
        <h1 tabindex="-1">${t('curated.title')}</h1>
        <p class="small">${t('curated.why')}</p>
      </div>
      ${this.#form()}
      <h2>${t('curated.list')}</h2>
      ${items.length ? nothing : empty(t('curated.none'), [])}
      <ul class="cards two">${repeat(
        items,
        ({ id }) => id,
        (one) => html`<li>${this.#card(one)}</li>`,
      )}</ul>`;
  }

  #form() {
    const stages = STAGES.map((id) => ({ id, label: t(id.replace(':', '.')) }));
    return html`<form class="card stack" @submit=${this.#ask}>
      <h2>${t('curated.add')}</h2>
      ${this.#end('source', 'stage,certification', stages)} ${this.#end('target', 'certification', [])}
      ${this.missing ? html`<p class="error" role="alert">${t('curated.missing')}</p>` : nothing}
      <div class="field">
        <label for="curated-kind">${t('curated.kind')}</label>
        <select id="curated-kind" name="kind">
          ${KINDS.map((kind) => html`<option value=${kind}>${t(`curated.kind.${kind}`)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="curated-conditions">${t('curated.conditions')}</label>
        <input id="curated-conditions" name="conditions" maxlength="200" required autocomplete="off" />
      </div>
      <div class="field">
        <label for="curated-note">${t('curated.note')}</label>
        <input id="curated-note" name="source_note" maxlength="300" required autocomplete="off" />
      </div>
      <button class="btn">${t('curated.check')}</button>
    </form>`;
  }

  /** @param {'source' | 'target'} end @param {string} kinds @param {Choice[]} first */
  #end(end, kinds, first) {
    return html`<app-combobox
      class="curated-end"
      label=${t(`curated.${end}`)}
      hint=${t(`curated.${end}.hint`)}
      kinds=${kinds}
      .value=${this.ends[end]}
      .first=${first}
      @choose=${(/** @type {CustomEvent<Choice | null>} */ { detail }) => {
        this.ends = { ...this.ends, [end]: detail };
      }}
    ></app-combobox>`;
  }

  /** @param {CuratedOut} one */
  #card(one) {
    const day = dayYear(one.created_at);
    const { author } = one;
    return html`<article class="card stack">
      <div class="row wrap apart">
        <h3>${t('curated.pair', { source: one.source.label, target: one.target.label })}</h3>
        ${pill(t(`curated.state.${one.state}`), TONES[one.state])}
      </div>
      <p>${t(`curated.kind.${one.kind}`)} · ${one.conditions}</p>
      <p class="small">${t('curated.said', { note: one.source_note })}</p>
      <p class="small">${author ? t('curated.by', { day, author }) : t('curated.by.nobody', { day })}</p>
      ${!one.may_withdraw ? nothing : html`<button type="button" class="btn loss" @click=${() => this.#withdraw(one)}>${t('curated.withdraw')}</button>`}
    </article>`;
  }

  /** @param {SubmitEvent} event */
  #ask(event) {
    event.preventDefault();
    const { source, target } = this.ends;
    this.missing = !source || !target;
    this.requestUpdate();
    if (!source || !target) return;
    const form = /** @type {HTMLFormElement} */ (event.target);
    const typed = new FormData(form);
    /** @type {CuratedIn} */
    const body = {
      source: source.id,
      target: target.id,
      kind: /** @type {ProgressionKind} */ (typed.get('kind')),
      conditions: String(typed.get('conditions')),
      source_note: String(typed.get('source_note')),
    };
    openDialog(this, {
      title: t('curated.confirm'),
      act: t('curated.act'),
      leave: t('staff.leave'),
      body: () => html`<p><b>${t('curated.pair', { source: source.label, target: target.label })}</b></p>
        <p>${body.conditions}</p>
        <p class="small">${t('curated.said', { note: body.source_note })}</p>
        <p>${t('curated.confirm.why')}</p>`,
      run: async (_form, key) => {
        await send('POST', URL, body, { key });
        form.reset();
        this.ends = { source: null, target: null };
        this.done(t('curated.done'));
      },
    });
  }

  /** @param {CuratedOut} one */
  #withdraw(one) {
    openDialog(this, {
      title: t('curated.withdraw.title'),
      act: t('curated.withdraw.act'),
      leave: t('staff.leave'),
      stop: true,
      body: () => html`<p><b>${t('curated.pair', { source: one.source.label, target: one.target.label })}</b></p>
        <p>${t('curated.withdraw.why')}</p>`,
      run: async (_form, key) => {
        await send('POST', `${URL}/${one.id}/withdrawal`, undefined, { key });
        this.done(t('curated.withdraw.done'));
      },
    });
  }
}

customElements.define('app-curated', Curated);
export default Curated;
