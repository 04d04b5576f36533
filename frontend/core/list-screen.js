/** @file A screen that is a list: filters in the address, pages added under it, all found again when one comes back. */
import { get, Refusal } from './api.js';
import { address } from './router.js';
import { Screen } from './screen.js';
/** @import { Route } from './router.js' */

/**
 * A list screen gives `source(route)`: the API's address of its first page.
 * @template {{items: unknown[], next: string | null}} T
 * @extends {Screen<T>}
 */
export class ListScreen extends Screen {
  /** Pages shown. */
  pages = 1;

  /** @param {Route} _route @returns {string} */
  source(_route) {
    throw new Error('a list says where it comes from');
  }

  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how @returns {T | Promise<T>} */
  load(route, how) {
    this.pages = 1;
    const first = /** @type {T | Promise<T>} */ (this.read(this.source(route), how));
    const seen = how.back ? Number(route.saved.kept.pages ?? 1) : 1;
    return first instanceof Promise || seen > 1 ? this.#again(first, seen, route, how) : first;
  }

  /** Adds the next page; Back will find it. */
  async more() {
    if (!this.data?.next) return;
    try {
      /** @type {T} */
      const page = await get(this.#following(this.route, this.data.next), { signal: this.abort?.signal });
      this.data = joined(this.data, page);
      this.pages = this.pages + 1;
      this.dispatchEvent(new CustomEvent('remember', { bubbles: true, detail: { pages: this.pages } }));
    } catch (error) {
      if (error instanceof Refusal) this.refusal = error;
    }
  }

  /** Asks the same list otherwise: filters are the address. @param {Record<string, string | null>} change */
  ask(change) {
    const url = address(this.route.path, this.route.query, change);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }

  /** @param {T | Promise<T>} first @param {number} seen @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  async #again(first, seen, route, how) {
    let all = await first;
    while (this.pages < seen && all.next) {
      all = joined(all, /** @type {T} */ (await this.read(this.#following(route, all.next), how)));
      this.pages += 1;
    }
    return all;
  }

  /** @param {Route} route @param {string} cursor */
  #following(route, cursor) {
    const source = this.source(route);
    return `${source}${source.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
  }
}

/** @template {{items: unknown[], next: string | null}} T @param {T} all @param {T} page @returns {T} */
function joined(all, page) {
  return { ...page, items: [...all.items, ...page.items] };
}
