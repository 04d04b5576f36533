/** @file A field that proposes while one types (ARIA combobox with a list). The list floats: the page never jumps. */

import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { html, LitElement, live, nothing, repeat } from '../vendor/lit.js';

/** @import { SearchAnswer, SearchHelp, SearchItem } from '../types/api.js' */
/** @typedef {Pick<SearchItem, 'id' | 'label'> & Partial<SearchItem>} Choice */

const PAUSE = 120;
let count = 0;

/**
 * Fires `choose` with `detail: Choice | null` when the person chooses or empties the field.
 * `kinds`: what to look for; `first`: proposed before anything is typed.
 */
export class Combobox extends LitElement {
  static properties = {
    label: {},
    hint: {},
    kinds: {},
    near: {},
    first: { attribute: false },
    value: { attribute: false },
    items: { state: true },
    open: { state: true },
    active: { state: true },
    typed: { state: true },
    help: { state: true },
  };

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.kinds = '';
    this.near = '';
    /** @type {Choice[]} */
    this.first = [];
    /** @type {Choice | null} */
    this.value = null;
    /** @type {Choice[]} */
    this.items = [];
    /** @type {SearchHelp | null} said when nothing fits; its suggestions are then the items */
    this.help = null;
    this.open = false;
    this.active = -1;
    /** @type {string | null} what is being typed; null: the chosen label is shown */
    this.typed = null;
    this.name = `combo-${++count}`;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.abort = null;
  }

  createRenderRoot() {
    return this;
  }

  get input() {
    return /** @type {HTMLInputElement} */ (this.querySelector('input'));
  }

  focus() {
    this.input.focus();
  }

  render() {
    const shown = this.typed ?? this.value?.label ?? '';
    const option = this.open && this.active >= 0 ? `${this.name}-${this.active}` : nothing;
    return html`<label class="combo-label" for=${this.name}>${this.label}</label>
      <div class="combo-box">
        <span class="combo-shown" aria-hidden="true">${this.value?.label ?? this.hint}</span>
        <input
          class="combo-input"
          id=${this.name}
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="search"
          aria-autocomplete="list"
          aria-expanded=${this.open}
          aria-controls="${this.name}-list"
          aria-activedescendant=${option}
          placeholder=${this.hint}
          .value=${live(shown)}
          @input=${this.#type}
          @focus=${this.#enter}
          @click=${this.#enter}
          @blur=${this.#leave}
          @keydown=${this.#key}
        />
      </div>
      <div class="combo-list" ?hidden=${!this.open} @pointerdown=${hold}>
        ${this.#note() ? html`<p class="combo-note">${this.#note()}</p>` : nothing}
        <div id="${this.name}-list" role="listbox" aria-label=${t('combo.list')}>
          ${repeat(this.items, ({ id }) => id, this.#option)}
        </div>
      </div>
      <span class="hidden-words" role="status">${this.#said()}</span>`;
  }

  /** What has no sight of the list hears. */
  #said() {
    if (!this.open) return '';
    const { length } = this.items;
    return [this.#note(), length ? t('combo.count', { n: length }) : ''].filter(Boolean).join(' ');
  }

  /** What is said above the list, or in its place. */
  #note() {
    if (this.help) return this.help.sentence;
    return this.items.length ? '' : t(this.typed ? 'combo.none' : 'combo.type');
  }

  /** @param {Choice} item @param {number} index */
  #option = (item, index) => html`<div
    class="combo-option"
    role="option"
    id="${this.name}-${index}"
    aria-selected=${index === this.active}
    @click=${() => this.#choose(item)}
  >
    ${item.label} ${item.detail ? html`<span class="small">${item.detail}</span>` : nothing}
  </div>`;

  updated() {
    const whole = this.value !== null && this.typed === null && !this.open;
    this.toggleAttribute('data-whole', whole); // the chosen name, on as many lines as it takes
    if (this.open) this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.abort?.abort();
  }

  #enter() {
    if (this.open) return;
    this.input.select();
    this.#show(this.first);
    this.open = this.first.length > 0;
  }

  /** Leaving takes the proposal that is marked: what was typed is never lost without a word. */
  #leave() {
    clearTimeout(this.timer);
    this.abort?.abort();
    if (this.open && this.typed && this.items[this.active]) return this.#choose(this.items[this.active]);
    this.open = false;
    if (this.typed === '' && this.value) this.#tell(null);
    this.typed = null;
  }

  #type() {
    this.typed = this.input.value;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#search(), PAUSE);
  }

  async #search() {
    const words = (this.typed ?? '').trim();
    this.abort?.abort();
    if (!words) return this.#show(this.first);
    this.abort = new AbortController();
    const { signal } = this.abort;
    const query = new URLSearchParams({
      q: words,
      kinds: this.kinds,
      limit: '8',
      ...(this.near && { near: this.near }),
    });
    try {
      /** @type {SearchAnswer} */
      const answer = await get(`/api/search?${query}`, { signal });
      const first = this.first.filter(({ label }) => plain(label).startsWith(plain(words)));
      const items = distinct([...first, ...answer.items]);
      if (items.length || !answer.help) this.#show(items, items.length ? 0 : -1);
      else
        this.#show(
          answer.help.suggestions.filter(({ kind }) => this.kinds.split(',').includes(kind)),
          -1,
          answer.help,
        );
    } catch (error) {
      if (signal.aborted) return;
      this.#show([], -1, { sentence: `${/** @type {Error} */ (error).message}.`, suggestions: [] }); // a refusal's title
    }
    this.open = true;
  }

  /** Suggestions are never chosen by Enter alone: `active` says which item is. @param {Choice[]} items @param {SearchHelp | null} help */
  #show(items, active = -1, help = null) {
    this.items = items;
    this.active = active;
    this.help = help;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.items.length - 1;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.open) return this.#enter();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.active = this.active + step > last ? 0 : this.active + step < 0 ? last : this.active + step;
    } else if (event.key === 'Enter' && this.open && this.items[this.active]) {
      event.preventDefault();
      this.#choose(this.items[this.active]);
    } else if (event.key === 'Escape' && this.open) {
      event.preventDefault();
      this.open = false;
      this.typed = null;
    }
  }

  /** @param {Choice} item */
  #choose(item) {
    this.open = false;
    this.typed = null;
    this.#tell(item);
  }

  /** @param {Choice | null} choice */
  #tell(choice) {
    this.value = choice;
    this.dispatchEvent(new CustomEvent('choose', { detail: choice }));
  }
}

/** Each name once, for each kind of thing: two sources may name the same job. @param {Choice[]} items */
function distinct(items) {
  const names = items.map(({ kind, label, detail }) => plain(`${kind} ${label} ${detail}`));
  return items.filter(
    ({ id }, at) => names.indexOf(names[at]) === at && items.findIndex((one) => one.id === id) === at,
  );
}

/** "3ᵉ" as one types it: "3e". @param {string} words */
function plain(words) {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The field keeps the focus while the finger is on the list. @param {Event} event */
function hold(event) {
  event.preventDefault();
}

customElements.define('app-combobox', Combobox);
