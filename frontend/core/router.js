/** @file Addresses to screens: history, the way back, scroll. Knows no screen; the table of routes is given to it. */

/**
 * @typedef {object} RouteDef
 * @property {string} path `/internats/:id`; a parameter takes one segment
 * @property {string} screen file of `screens/`, without its extension
 * @property {string} [tab] the tab it belongs to
 * @property {string} [parent] address shown as the way back; none on a tab's own screen
 * @property {string} [back] `back.<this>` names the parent; the tab's name without it
 * @property {boolean} [sheet] the screen ends with its main act: the tab bar leaves it the place
 * @property {string} [words] file of `locales/<language>/` that the screen needs
 * @property {string} [styles] file of `styles/screens/` that the screen needs
 */
/** @typedef {{def: RouteDef, path: string, params: Record<string, string>, query: URLSearchParams, kind: 'load' | 'push' | 'replace' | 'pop', saved: Saved}} Route */
/** @typedef {{index: number, from: string | null, scroll: number, kept: Record<string, unknown>}} Saved */

/** @param {string} pattern @returns {RegExp} */
export function compile(pattern) {
  const source = pattern.replace(/[.+]/g, '\\$&').replace(/:(\w+)/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}/?$`);
}

/**
 * @param {RouteDef[]} table
 * @param {string} pathname
 * @returns {{def: RouteDef, params: Record<string, string>} | null}
 */
export function match(table, pathname) {
  for (const def of table) {
    const groups = compile(def.path).exec(pathname);
    if (groups) {
      const params = Object.entries(groups.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { def, params: Object.fromEntries(params) };
    }
  }
  return null;
}

/** An address with some parameters changed; empty ones leave it. @param {string} path @param {URLSearchParams} query @param {Record<string, string | null>} changes */
export function address(path, query, changes = {}) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  next.sort();
  const text = next.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return text ? `${path}?${text}` : path;
}

/** Announces each arrival with a `navigate` event whose `route` says where. */
export class Router extends EventTarget {
  /** @type {Route | null} */
  route = null;

  /** @param {RouteDef[]} table */
  constructor(table) {
    super();
    this.table = table;
  }

  start() {
    history.scrollRestoration = 'manual';
    addEventListener('popstate', () => this.#arrive('pop'));
    addEventListener('pagehide', () => this.#saveScroll());
    document.addEventListener('click', (event) => this.#follow(event));
    this.#arrive('load');
  }

  /** Goes to an address of ours. `replace`: the same screen, otherwise asked. @param {string} url @param {{replace?: boolean}} [options] */
  go(url, { replace = false } = {}) {
    const { origin, pathname } = new URL(url, location.href);
    if (origin !== location.origin) return;
    if (!match(this.table, pathname)) return location.assign(url);
    this.#saveScroll();
    const now = this.saved;
    if (replace) history.replaceState({ ...now, kept: {} }, '', url);
    else history.pushState({ index: now.index + 1, from: here(), scroll: 0, kept: {} }, '', url);
    this.#arrive(replace ? 'replace' : 'push');
  }

  /** Up to the parent: back through history when we came from it, so that its list is found as it was left. @param {string} parent */
  up(parent) {
    const { from, index } = this.saved;
    if (index > 0 && from && from.split('?')[0] === parent.split('?')[0]) history.back();
    else this.go(parent);
  }

  /** Keeps something with this place in history (pages already loaded, an open filter…). @param {Record<string, unknown>} values */
  remember(values) {
    const saved = this.saved;
    history.replaceState({ ...saved, kept: { ...saved.kept, ...values } }, '');
  }

  /** @returns {Saved} */
  get saved() {
    return { index: 0, from: null, scroll: 0, kept: {}, ...history.state };
  }

  #saveScroll() {
    history.replaceState({ ...this.saved, scroll: Math.round(scrollY) }, '');
  }

  /** @param {Route['kind']} kind */
  #arrive(kind) {
    const found = match(this.table, location.pathname);
    if (!found) return kind === 'load' ? undefined : location.reload(); // a page of the server stays as it came
    const query = new URLSearchParams(location.search);
    this.route = { ...found, path: location.pathname, query, kind, saved: this.saved };
    this.dispatchEvent(new Event('navigate'));
  }

  /** @param {MouseEvent} event */
  #follow(event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !match(this.table, url.pathname)) return;
    if (url.hash && url.pathname === location.pathname) return;
    event.preventDefault();
    if (link.dataset.up !== undefined) this.up(url.pathname);
    else this.go(url.pathname + url.search);
  }
}

const here = () => location.pathname + location.search;

/** A sheet of ours, by its name without `.css`; settled once it is there, so that nothing flashes. @param {string} name @returns {Promise<void>} */
export function loadStyles(name) {
  const { href } = new URL(`../${name}.css`, import.meta.url);
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}
