/** @file What every screen shares: it loads, waits, refuses or shows, and says its title. */

import { problem, skeleton } from '../elements/ui.js';
import { LitElement, nothing } from '../vendor/lit.js';
import { get, peek, Refusal, takeSeed } from './api.js';
import { t } from './i18n.js';
/** @typedef {import('./router.js').Route} Route */

/**
 * A screen gives `load(route)` (what it needs), `view(data)` (what it shows) and `heading(data)` (its title).
 * `load` may answer at once: then nothing flashes.
 * @template T
 */
export class Screen extends LitElement {
  static properties = {
    route: { attribute: false },
    data: { state: true },
    refusal: { state: true },
    loading: { state: true },
  };

  constructor() {
    super();
    this.route = /** @type {Route} */ (/** @type {unknown} */ (undefined)); // given before the first update
    /** @type {T | undefined} */
    this.data = undefined;
    /** @type {Refusal | null} */
    this.refusal = null;
    this.loading = true;
    /** @type {AbortController | null} */
    this.abort = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.add('screen');
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Route} _route @param {{signal: AbortSignal, back: boolean}} _how @returns {T | Promise<T>} */
  load(_route, _how) {
    throw new Error('a screen says what it loads');
  }

  /** @param {T} _data @returns {unknown} */
  view(_data) {
    return nothing;
  }

  /**
   * The server's answer: at once when it came with the page or was already seen and we are going back, else asked for.
   * @template A
   * @param {string} path
   * @param {{signal: AbortSignal, back: boolean}} how
   * @returns {A | Promise<A>}
   */
  read(path, { signal, back }) {
    const seen = this.route.kind === 'load' ? takeSeed(path) : back ? peek(path) : undefined;
    if (seen !== undefined && !navigator.onLine) return get(path, { signal }).catch(() => /** @type {A} */ (seen)); // with its age
    return seen === undefined ? get(path, { signal }) : /** @type {A} */ (seen);
  }

  /** "de 8 h 12" when what is shown was kept on this device: the frame then leaves it to the screen to say so. */
  get age() {
    return '';
  }

  /** The document's title, and what is read aloud on arrival. @param {T | undefined} _data @returns {string} */
  heading(_data) {
    return '';
  }

  /** Small acts at the top right. @returns {unknown} */
  actions() {
    return nothing;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('route')) this.reload(this.route.kind === 'pop');
  }

  /** Loads again; what is shown stays until the answer comes. @param {boolean} [back] */
  reload(back = false) {
    this.abort?.abort();
    this.abort = new AbortController();
    this.loading = true;
    const { signal } = this.abort;
    try {
      const answer = this.load(this.route, { signal, back });
      if (!(answer instanceof Promise)) return this.#show(answer);
      answer.then(
        (data) => signal.aborted || this.#show(data),
        (error) => signal.aborted || this.#refuse(error),
      );
    } catch (error) {
      this.#refuse(error);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.abort?.abort();
  }

  /** @param {Map<string, unknown>} _changed */
  updated(_changed) {
    this.dispatchEvent(new Event('screen', { bubbles: true }));
  }

  render() {
    if (this.refusal) return this.refused(this.refusal);
    if (this.data === undefined) return skeleton();
    return this.view(this.data);
  }

  /** @param {Refusal} refusal @returns {unknown} */
  refused(refusal) {
    return problem(refusal, () => this.reload());
  }

  /** @param {T} data */
  #show(data) {
    this.data = data;
    this.refusal = null;
    this.loading = false;
  }

  /** A mistake of ours is told to the console, and to the person as any refusal. @param {unknown} error */
  #refuse(error) {
    const known = error instanceof Refusal;
    if (!known) reportError(error);
    this.refusal = known ? error : new Refusal({ status: 500, title: t('failure.title'), next: t('failure.next') });
    this.loading = false;
  }
}
