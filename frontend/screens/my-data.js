/** @file `/moi/donnees`: what is kept about me, who looked, taking it away, erasing it. The same for one’s child. */

import { forget, get, Refusal, send } from '../core/api.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { wipe } from '../core/leaving.js';
import { Screen } from '../core/screen.js';
import { me } from '../core/session.js';
import { openDialog } from '../elements/dialog.js';
import { announce, empty } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { ChildDataOut, ErasurePreview, HeldOut, LookList, LookOut, MyDataOut } from '../types/api.js' */

/** @typedef {{mine: MyDataOut, looks: LookList}} Held */

const RECENT = 5;
const WORD = 'EFFACER';

/** @extends {Screen<Held>} */
class MyData extends Screen {
  static properties = { ...Screen.properties, gone: { state: true } };

  constructor() {
    super();
    this.gone = false;
  }

  /** @param {unknown} _route @param {{signal: AbortSignal}} how @returns {Promise<Held>} */
  async load(_route, { signal }) {
    const [mine, looks] = await Promise.all([
      /** @type {Promise<MyDataOut>} */ (get('/api/me/data', { signal })),
      /** @type {Promise<LookList>} */ (get('/api/me/looks', { signal })),
      me(), // the page to read knows whose it is (`core/export.js`)
    ]);
    return { mine, looks };
  }

  heading() {
    return t('data.title');
  }

  /** @param {Held} held */
  view({ mine, looks }) {
    if (this.gone) return farewell();
    return html`<div class="stack">
        <h1 tabindex="-1">${t('data.title')}</h1>
        <p>${t('data.lead')}</p>
        <p class="small"><a href="/confidentialite">${t('data.explained')}</a></p>
      </div>
      ${kept(mine.held)} ${seen(looks)}
      <section class="stack">
        <h2>${t('data.take')}</h2>
        <a class="btn" href="/moi/donnees/export">${t('data.read')}</a>
        <a class="btn alt" href="/api/me/data" download=${t('data.file')}>${t('data.download')}</a>
        <p class="small">${t('data.take.why')}</p>
      </section>
      ${mine.children.length ? this.#children(mine.children) : nothing}
      <section class="stack">
        <h2>${t('data.erase')}</h2>
        <p>${t('data.erase.why')}</p>
        <button type="button" class="btn loss" @click=${() => this.#ask(null)}>${t('data.erase.act')}</button>
      </section>`;
  }

  /** @param {ChildDataOut[]} children */
  #children(children) {
    return html`<section class="stack">
      <h2>${t('data.children')}</h2>
      <p class="small">${t('data.children.why')}</p>
      ${children.map(
        (child) => html`<article class="card stack">
          <h3 class="card-title">${nameOf(child)}</h3>
          <a class="btn alt" href="/moi/donnees/export?enfant=${child.id}">${t('data.child.read')}<span class="hidden-words"> ${nameOf(child)}</span></a>
          <button type="button" class="btn loss" @click=${() => this.#ask(child)}>${t('data.erase.act')}<span class="hidden-words"> ${nameOf(child)}</span></button>
        </article>`,
      )}
    </section>`;
  }

  /** What would happen is read first: the question says it, or why it cannot be now. @param {ChildDataOut | null} child */
  async #ask(child) {
    const path = child ? `/api/me/children/${child.id}/erasure` : '/api/me/erasure';
    try {
      this.#confirm(child, path, /** @type {ErasurePreview} */ (await get(path)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      announce(this, `${error.title}. ${error.next}`, { seen: true });
    }
  }

  /** @param {ChildDataOut | null} child @param {string} path @param {ErasurePreview} preview */
  #confirm(child, path, preview) {
    openDialog(this, {
      title: child ? t('erase.title.child', { name: nameOf(child) }) : t('erase.title'),
      act: t('erase.act'),
      leave: t('erase.leave'),
      stop: true,
      body: (refusal) => html`${consequences(preview)}
        <div class="field">
          <label for="erase-word">${t('erase.word', { word: WORD })}</label>
          <input id="erase-word" name="word" required autocomplete="off" autocapitalize="characters" spellcheck="false"
            pattern="\\s*[Ee][Ff][Ff][Aa][Cc][Ee][Rr]\\s*" title=${WORD} />
        </div>
        ${refusal?.slug === 'sign-in-again' ? html`<a class="link" href="/connexion?next=/moi/donnees">${t('erase.again')}</a>` : nothing}`,
      run: async (_form, key) => {
        await send('POST', path, { confirmation: WORD }, { key });
        if (child) return this.#erasedChild(child);
        await wipe(); // the session is gone with the person: what is left to empty is this device
        forget();
        this.gone = true;
      },
    });
  }

  /** @param {ChildDataOut} child */
  #erasedChild(child) {
    announce(this, t('erase.done.child', { name: nameOf(child) }), { seen: true });
    this.reload();
  }
}

/** A card by theme, a line by kind of data. @param {HeldOut[]} held */
function kept(held) {
  const full = held.filter(({ rows }) => rows.length);
  const themes = [...new Set(full.map(({ theme }) => theme))];
  return html`<section class="stack">
    <h2>${t('data.kept')}</h2>
    ${themes.map(
      (theme) => html`<article class="card stack">
        <h3 class="card-title">${theme}</h3>
        <ul class="held">${full.filter((one) => one.theme === theme).map(line)}</ul>
      </article>`,
    )}
  </section>`;
}

/** @param {HeldOut} held */
function line({ title, kept, rows }) {
  return html`<li>${rows.length > 1 ? t('data.several', { title, n: rows.length }) : title}<span class="small">${t('data.until', { kept })}</span></li>`;
}

/** @param {LookList} looks */
function seen({ items, older: more }) {
  if (!items.length) {
    return html`<section class="stack">
      <h2>${t('data.looks')}</h2>
      ${empty(t('data.looks.none'), [])}
    </section>`;
  }
  const [recent, older] = [items.slice(0, RECENT), items.slice(RECENT)];
  return html`<section class="stack">
    <h2>${t('data.looks')}</h2>
    <ol class="history">${recent.map(look)}</ol>
    ${
      older.length
        ? html`<details class="me-over">
            <summary>${t('data.looks.older', { n: older.length })}</summary>
            <ol class="history">${older.map(look)}</ol>
          </details>`
        : nothing
    }
    ${more ? html`<p class="small">${t('data.looks.rest')}</p>` : nothing}
    <p class="small">${t('data.looks.why')}</p>
  </section>`;
}

/** @param {LookOut} line */
function look({ day, who, place, what }) {
  return html`<li><span><b>${who}</b>, ${place}</span><span class="small">${t('data.looks.line', { day: dayYear(day), what })}</span></li>`;
}

/** @param {ErasurePreview} preview */
function consequences({ first, erased, kept }) {
  return html`${first.length ? html`<p><b>${t('erase.first')}</b></p><ul class="small plain-list">${first.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
    <p><b>${t('erase.erased')}</b> ${erased.map(small).join(', ')}.</p>
    <details class="me-over">
      <summary>${t('erase.kept')}</summary>
      <ul class="small plain-list">${kept.map(({ title, why, kept: until }) => html`<li><b>${title}</b>, ${until}. ${why}</li>`)}</ul>
    </details>
    <p>${t('erase.final')}</p>`;
}

function farewell() {
  return html`<div class="stack">
    <h1 tabindex="-1">${t('erase.done')}</h1>
    <p>${t('erase.done.why')}</p>
    <a class="btn" href="/">${t('problem.home')}</a>
  </div>`;
}

/** A title inside a sentence. @param {string} title */
const small = (title) => title[0].toLowerCase() + title.slice(1);

/** @param {ChildDataOut} child */
function nameOf({ name }) {
  return name ?? t('data.child.unnamed');
}

customElements.define('app-my-data', MyData);
export default MyData;
