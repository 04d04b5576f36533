/** @file `/gestion/equipe/classe`: a class invited from its list. First what would be done, then all of it or nothing. */

import { get, newKey, Refusal, send } from '../core/api.js';
import { endOfSchoolYear } from '../core/ends.js';
import { loadWords, t } from '../core/i18n.js';
import { loadStyles } from '../core/router.js';
import { asked, sooner } from '../elements/invite.js';
import { slips } from '../elements/slips.js';
import { StaffScreen } from '../elements/staff-screen.js';
import { announce, pill, refusalNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { ClassIn, ClassReport, ClassRow, GiveableOut, ScopeList, ScopeOut, TeamOptions } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

const TONES = /** @type {const} */ ({
  invited: 'go',
  already_invited: 'neutral',
  already_member: 'neutral',
  refused: 'stop',
});
const MOST = 140_000;

/** @extends {StaffScreen<{gives: GiveableOut[]}>} */
class TeamClass extends StaffScreen {
  static properties = {
    ...StaffScreen.properties,
    report: { state: true },
    denied: { state: true },
    busy: { state: true },
    missing: { state: true },
  };

  constructor() {
    super();
    /** @type {ClassReport | null} */
    this.report = null;
    /** @type {Refusal | null} */
    this.denied = null;
    this.busy = false;
    this.missing = '';
    /** @type {ClassIn | null} what was checked, to be applied as it is */
    this.checked = null;
    /** @type {ScopeOut[] | null} */
    this.found = null;
    this.key = newKey();
  }

  /** @param {Route} _route @param {{signal: AbortSignal}} how */
  async work(_route, { signal }) {
    const [options] = await Promise.all([
      /** @type {Promise<TeamOptions>} */ (get('/api/team/options', { signal })),
      loadWords('roles'),
      loadStyles('styles/screens/team'),
    ]);
    return { gives: options.gives.filter(({ role }) => role === 'student' || role === 'apprentice') };
  }

  heading() {
    return t('team-class.title');
  }

  /** @param {{gives: GiveableOut[]}} data */
  view({ gives }) {
    return html`<div class="no-print">
        <h1 tabindex="-1">${t('team-class.title')}</h1>
        <p class="small">${t('class.why')}</p>
      </div>
      ${this.report?.applied ? nothing : this.#form(gives)} ${this.report ? this.#report(this.report) : nothing}
      ${slips((this.report?.papers ?? []).map(({ name, class_name, url, qr }) => ({ name, label: class_name ?? '', url, qr })))}`;
  }

  /** @param {GiveableOut[]} gives */
  #form(gives) {
    const [first] = gives;
    const scopes = this.found ?? first?.scopes ?? [];
    const latest = first?.latest ?? '';
    return html`<form class="card stack no-print" @submit=${this.#check}>
      <div class="field">
        <label for="class-file">${t('class.file')}</label>
        <input id="class-file" name="file" type="file" accept=".csv,.txt,text/csv,text/plain" required />
      </div>
      ${
        first?.anywhere
          ? html`<div class="field">
              <label for="class-search">${t('class.search')}</label>
              <input id="class-search" type="search" maxlength="80" autocomplete="off" @change=${asked((words) => this.#search(words))} />
            </div>`
          : nothing
      }
      <div class="field">
        <label for="class-institution">${t('class.institution')}</label>
        <select id="class-institution" name="institution" required>
          ${scopes.map(({ id, label }) => html`<option value=${id}>${label}</option>`)}
        </select>
        ${this.found && !this.found.length ? html`<p class="small" role="status">${t('invite.scope.none')}</p>` : nothing}
      </div>
      <div class="form-pair">
        <div class="field">
          <label for="class-role">${t('class.role')}</label>
          <select id="class-role" name="role">
            ${gives.map(({ role }) => html`<option value=${role}>${t(`class.role.${role}`)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="class-end">${t('class.end')}</label>
          <input id="class-end" name="ends_on" type="date" required max=${latest} value=${sooner(endOfSchoolYear(), latest)} />
        </div>
      </div>
      ${this.missing ? html`<p class="error" role="alert">${this.missing}</p>` : nothing} ${refusalNote(this.denied)}
      ${this.denied ? reasonOf(this.denied) : nothing}
      <button class=${this.report && !this.report.refused ? 'btn alt' : 'btn'} aria-disabled=${this.busy}>${this.busy ? t('wait') : t('class.check')}</button>
    </form>`;
  }

  /** @param {ClassReport} report */
  #report(report) {
    const { rows, words, ignored_columns, applied, invited, refused, mailed } = report;
    return html`<section class="stack no-print">
      <div class="row wrap apart">
        <div class="grow">
          <h2 id="class-report" tabindex="-1">${t('class.report')}</h2>
          <p role="status">${words} ${mailed ? t('class.mailed', { n: mailed }) : ''}</p>
        </div>
        ${!applied && !refused && invited ? html`<button type="button" class="btn" aria-disabled=${this.busy} @click=${this.#apply}>${t('class.apply', { n: invited })}</button>` : nothing}
      </div>
      ${ignored_columns.length ? html`<p class="small">${t('class.ignored', { names: ignored_columns.join(', ') })}</p>` : nothing}
      <div class="sheet-table" role="region" tabindex="0" aria-label=${t('class.report.label')}>
        <table>
          <thead>
            <tr>${['line', 'name', 'group', 'what'].map((name) => html`<th scope="col">${t(`class.${name}`)}</th>`)}</tr>
          </thead>
          <tbody>${[...rows].sort(refusedFirst).map(
            (row) => html`<tr>
              <td>${row.line}</td>
              <th scope="row">${row.name}</th>
              <td>${row.class_name ?? ''}</td>
              <td>${pill(t(`class.outcome.${applied && row.outcome === 'invited' ? 'done' : row.outcome}`), TONES[row.outcome])} ${row.words.join(' ')}</td>
            </tr>`,
          )}</tbody>
        </table>
      </div>
    </section>`;
  }

  /** @param {string} words */
  async #search(words) {
    const { items } = /** @type {ScopeList} */ (
      await get(`/api/team/scopes?${new URLSearchParams({ kind: 'institution', q: words })}`)
    );
    this.found = items;
    this.requestUpdate();
  }

  /** @param {SubmitEvent} event */
  async #check(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const file = /** @type {File} */ (form.get('file'));
    const institution = String(form.get('institution') ?? '');
    this.missing = !file.size || !institution ? t('class.missing') : file.size > MOST ? t('class.large') : '';
    if (this.missing) return;
    this.checked = {
      file: base64(new Uint8Array(await file.arrayBuffer())),
      institution,
      role: form.get('role') === 'apprentice' ? 'apprentice' : 'student',
      ends_on: String(form.get('ends_on')),
      dry_run: true,
    };
    await this.#send(this.checked);
  }

  async #apply() {
    if (!this.checked) return;
    await this.#send({ ...this.checked, dry_run: false });
    if (this.report?.applied) announce(this, this.report.words, { seen: true });
  }

  /** @param {ClassIn} body */
  async #send(body) {
    if (this.busy) return;
    this.busy = true;
    this.denied = null;
    try {
      this.report = await send('POST', '/api/team/classes', body, { key: this.key });
      this.key = newKey();
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (
        this.querySelector(this.report?.papers.length ? '#slips-title' : '#class-report')
      )?.focus();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.denied = error;
      this.report = null;
      if (!error.offline) this.key = newKey();
    } finally {
      this.busy = false;
    }
  }
}

/** Why a file is no list, in the server's words. @param {Refusal} refusal */
function reasonOf(refusal) {
  const { reason } = /** @type {{reason?: string}} */ (refusal.body ?? {});
  return reason ? html`<p><b>${reason}</b></p>` : nothing;
}

/** Bytes as base64, piece by piece: a call has a limit to its arguments. @param {Uint8Array} bytes */
export function base64(bytes) {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
}

/** What must be corrected comes first. @param {ClassRow} one @param {ClassRow} other */
const refusedFirst = (one, other) =>
  Number(other.outcome === 'refused') - Number(one.outcome === 'refused') || one.line - other.line;

customElements.define('app-team-class', TeamClass);
export default TeamClass;
