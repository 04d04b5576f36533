/** @file The app: header, banner, tabs, and the screen of the address. Takes the place of the server's first content. */

import { seed } from './core/api.js';
import { loadWords, t } from './core/i18n.js';
import { loadStyles, Router } from './core/router.js';
import { icon } from './elements/ui.js';
import { html, LitElement, nothing } from './vendor/lit.js';

/** @import { RouteDef } from './core/router.js' */
/** @import { CampusOut } from './types/api.js' */
/** @import { Screen } from './core/screen.js' */

/** What the server put in the page: the campus and, on public pages, the first answer. */
const start = readStart();
const WORKER = '/sw.js';
const LOOK_EVERY_MS = 10 * 60_000;
const TABS = /** @type {const} */ ([
  { name: 'plan', url: '/', sign: 'route' },
  { name: 'internships', url: '/stages', sign: 'brief' },
  { name: 'boarding', url: '/internats', sign: 'bed' },
  { name: 'sport', url: '/sport', sign: 'ball' },
  { name: 'me', url: '/moi', sign: 'me' },
]);
const ABOUT = {
  accessibility: '/accessibilite',
  legal: '/mentions-legales',
  privacy: '/confidentialite',
  sources: '/sources',
};

/** Every address of the app and its screen. Legal pages are plain pages of the server: they are not here. @type {RouteDef[]} */
const routes = [
  { path: '/', screen: 'plan', tab: 'plan' },
  { path: '/parcours/:id', screen: 'itinerary', tab: 'plan', parent: '/', sheet: true },
  { path: '/p/:token', screen: 'itinerary', tab: 'plan', parent: '/', sheet: true },
  { path: '/comparer', screen: 'compare', tab: 'plan', parent: '/', sheet: true, words: 'compare', styles: 'compare' },
  {
    path: '/secteurs/:id',
    screen: 'sector',
    tab: 'plan',
    parent: '/',
    sheet: true,
    words: 'catalogue',
    styles: 'catalogue',
  },
  { path: '/explorer', screen: 'explore', tab: 'plan', parent: '/', words: 'catalogue', styles: 'catalogue' },
  {
    path: '/diplomes/:id',
    screen: 'certification',
    tab: 'plan',
    parent: '/explorer',
    back: 'explore',
    sheet: true,
    words: 'catalogue',
    styles: 'catalogue',
  },
  {
    path: '/formations/:id',
    screen: 'programme',
    tab: 'plan',
    parent: '/explorer',
    back: 'explore',
    sheet: true,
    words: 'catalogue',
    styles: 'catalogue',
  },
  {
    path: '/etablissements/:id',
    screen: 'institution',
    tab: 'plan',
    parent: '/explorer',
    back: 'explore',
    words: 'catalogue',
    styles: 'catalogue',
  },
  {
    path: '/metiers/:id',
    screen: 'job',
    tab: 'plan',
    parent: '/explorer',
    back: 'explore',
    sheet: true,
    words: 'catalogue',
    styles: 'catalogue',
  },
  { path: '/stages', screen: 'internships', tab: 'internships', words: 'places', styles: 'catalogue' },
  { path: '/sport', screen: 'sport', tab: 'sport', words: 'places', styles: 'catalogue' },
  { path: '/signaler', screen: 'report', parent: '/', words: 'report' },
  { path: '/internats', screen: 'houses', tab: 'boarding', words: 'boarding', styles: 'houses' },
  {
    path: '/internats/:id',
    screen: 'house',
    tab: 'boarding',
    parent: '/internats',
    sheet: true,
    words: 'boarding',
    styles: 'house',
  },
  { path: '/connexion', screen: 'sign-in', words: 'sign-in', styles: 'sign-in' },
  { path: '/demo/courriel/:id', screen: 'demo-mail', parent: '/connexion', words: 'sign-in', styles: 'sign-in' },
  { path: '/moi/securite', screen: 'security', tab: 'me', parent: '/moi', words: 'sessions', styles: 'me' },
  { path: '/moi', screen: 'me', tab: 'me', words: 'me', styles: 'me' },
  { path: '/moi/demandes/:id', screen: 'request', tab: 'me', parent: '/moi', words: 'me', styles: 'me' },
  { path: '/moi/donnees', screen: 'my-data', tab: 'me', parent: '/moi', words: 'privacy', styles: 'me' },
  {
    path: '/moi/accords/:id',
    screen: 'agreement',
    tab: 'me',
    parent: '/moi',
    sheet: true,
    words: 'guardians',
    styles: 'guardians',
  },
  { path: '/accord/:token', screen: 'agreement', sheet: true, words: 'guardians', styles: 'guardians' },
  { path: '/gestion', screen: 'staff-home', words: 'staff', styles: 'staff' },
  { path: '/gestion/partages', screen: 'shares', tab: 'staff', parent: '/gestion', words: 'staff', styles: 'staff' },
  {
    path: '/gestion/passerelles',
    screen: 'curated',
    tab: 'staff',
    parent: '/gestion',
    words: 'staff',
    styles: 'staff',
  },
  { path: '/gestion/equipe', screen: 'team', tab: 'staff', parent: '/gestion', words: 'staff', styles: 'staff' },
  {
    path: '/gestion/equipe/classe',
    screen: 'team-class',
    tab: 'staff',
    parent: '/gestion/equipe',
    back: 'team',
    words: 'staff',
    styles: 'staff',
  },
  { path: '/gestion/journal', screen: 'journal', tab: 'staff', parent: '/gestion', words: 'staff', styles: 'staff' },
  { path: '/gestion/lieux/:id', screen: 'place', tab: 'staff', parent: '/gestion', words: 'staff', styles: 'staff' },
  { path: '/invitation/:token', screen: 'invitation', words: 'roles', styles: 'team' },
  {
    path: '/gestion/internats/:id',
    screen: 'bed-plan',
    tab: 'staff',
    parent: '/gestion',
    words: 'staff',
    styles: 'staff',
  },
  {
    path: '/gestion/internats/:id/demandes',
    screen: 'queue',
    tab: 'staff',
    parent: '/gestion',
    words: 'staff',
    styles: 'staff',
  },
];

export class App extends LitElement {
  static properties = { unread: { state: true }, toast: { state: true }, said: { state: true }, old: { state: true } };

  constructor() {
    super();
    this.router = new Router(routes);
    /** @type {Screen<unknown> | null} */
    this.screen = null;
    this.unread = 0;
    this.said = '';
    this.toast = false;
    this.arriving = false;
    this.old = false;
  }

  createRenderRoot() {
    return this;
  }

  /** The server's content stays until the first screen is ready to take its place. */
  connectedCallback() {
    this.addEventListener('screen', () => this.#settle());
    this.addEventListener('go', (event) => this.#go(/** @type {CustomEvent} */ (event)));
    this.addEventListener('remember', (event) => this.router.remember(/** @type {CustomEvent} */ (event).detail));
    this.addEventListener('announce', (event) => this.#announce(/** @type {CustomEvent} */ (event)));
    this.router.addEventListener('navigate', () => this.#open());
    for (const name of ['online', 'offline']) addEventListener(name, () => this.requestUpdate());
    addEventListener('online', () => this.#meet());
    this.#meet().finally(() => this.router.start());
  }

  /** Somebody left without a network, or their session may be over: first of all, that (`core/session.js`). */
  async #meet() {
    if (localStorage['passerelles.leaving'] || localStorage['passerelles.session'] < Date.now())
      await (await import('./core/session.js')).meetFirst(this);
  }

  render() {
    const { def } = /** @type {import('./core/router.js').Route} */ (this.router.route);
    this.dataset.tabs = def.sheet && !this.screen?.refusal ? 'none' : 'shown';
    return html`${start.demo ? html`<aside class="demo-banner" aria-label=${t('demo.label')}>${t('demo.banner')}</aside>` : nothing}
      ${
        this.old
          ? html`<aside class="new-release" aria-label=${t('release.label')}>
              <span>${t('release.words')}</span>
              <button type="button" class="chip" @click=${() => location.reload()}>${t('release.take')}</button>
            </aside>`
          : nothing
      }
      <header class="app-header">
        ${
          def.parent
            ? html`<a class="app-place back" href=${def.parent} data-up>${icon('left')}${t(`back.${def.back ?? def.tab ?? 'plan'}`)}</a>`
            : html`<a class="app-place" href="/">${campusName()}</a>`
        }
        <div class="app-actions">
          ${navigator.onLine || this.screen?.age ? nothing : html`<span class="pill" data-tone="wait">${t('offline.pill')}</span>`}
          ${this.screen?.actions()}
        </div>
      </header>
      <main id="contenu" tabindex="-1">${this.screen}</main>
      ${footer(location.pathname)} ${this.#tabs(def.tab)}
      <p class=${this.toast ? 'toast' : 'hidden-words'} role="status">${this.said}</p>`;
  }

  /** @param {string | undefined} here */
  #tabs(here) {
    return html`<nav class="tabs" aria-label=${t('tabs.label')}>
      ${TABS.map(({ name, url, sign }) => {
        const news = name === 'me' && this.unread > 0;
        return html`<a href=${url} aria-current=${name === here ? 'page' : nothing} aria-label=${news ? t('tab.me.unread') : nothing}>
          <span class="tab-icon">${icon(sign)}${news ? html`<i class="dot"></i>` : nothing}</span>${t(`tab.${name}`)}
        </a>`;
      })}
    </nav>`;
  }

  /** Loads the screen of the route; the same screen with another question is kept. */
  async #open() {
    const route = /** @type {import('./core/router.js').Route} */ (this.router.route);
    const { def } = route;
    const module = await this.#fetch(def, route.kind);
    if (!module || route !== this.router.route) return;
    const now = this.screen;
    const same = now instanceof module.default && (route.kind === 'replace' || now?.route.path === route.path);
    const screen = same && now ? now : new module.default();
    screen.route = route;
    this.arriving = route.kind !== 'replace';
    this.screen = screen;
    if (this.hasUpdated) return this.requestUpdate();
    this.replaceChildren();
    super.connectedCallback();
    (globalThis.requestIdleCallback ?? setTimeout)(() => this.#afterFirstView()); // Safari has no idle callback
  }

  /** The screen's module, words and sheet. A build that is no longer served is left by loading the page anew. @param {RouteDef} def @param {string} kind */
  async #fetch({ screen, words, styles }, kind) {
    try {
      const [module] = await Promise.all([
        import(`./screens/${screen}.js`),
        words && loadWords(words),
        styles && loadStyles(`styles/screens/${styles}`),
      ]);
      return module;
    } catch (error) {
      if (kind === 'load') throw error; // the server's content stays
      location.reload();
      return null;
    }
  }

  /** The screen has changed: its title, its acts; on arrival, the focus and the scroll. */
  #settle() {
    const { screen } = this;
    if (!screen) return;
    const title = screen.refusal ? screen.refusal.title : screen.heading(screen.data);
    if (title) document.title = `${title} · ${campusName()}`;
    this.requestUpdate();
    if (!this.arriving || screen.loading) return;
    this.arriving = false;
    const { kind, saved } = screen.route;
    if (kind === 'load') return;
    if (kind === 'pop') return scrollTo(0, saved.scroll);
    scrollTo(0, 0);
    const title1 = screen.querySelector('h1') ?? this.querySelector('main');
    /** @type {HTMLElement | null} */ (title1)?.focus({ preventScroll: true });
  }

  /** @param {CustomEvent<{url: string, replace?: boolean}>} event */
  #go({ detail }) {
    this.router.go(detail.url, detail);
  }

  /** @param {CustomEvent<{words: string, seen: boolean}>} event */
  #announce({ detail }) {
    this.said = detail.words;
    this.toast = detail.seen;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => {
      this.toast = false;
      this.said = '';
    }, 5000);
  }

  async #afterFirstView() {
    registerWorker(() => (this.old = true));
    if (!localStorage['passerelles.session']) return;
    const { meet } = await import('./core/session.js');
    this.unread = (await meet()).unread;
  }
}

/**
 * The worker opens the app without a network; the app works without it.
 * @param {() => void} replaced another release took this page over
 */
function registerWorker(replaced) {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  if (workers.controller) workers.addEventListener('controllerchange', replaced);
  const address = /** @type {string} */ (trusted(WORKER));
  workers.register(address, { updateViaCache: 'none' }).then(lookAgain, () => undefined);
}

/** A tab open for days looks for another release. @param {ServiceWorkerRegistration} registration */
function lookAgain(registration) {
  let looked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - looked < LOOK_EVERY_MS) return;
    looked = performance.now();
    registration.update().catch(() => undefined);
  });
}

/** Scripts come from one address only; the browser checks it (Trusted Types, policy `app`). @param {string} url @returns {unknown} */
function trusted(url) {
  const createScriptURL = (/** @type {string} */ asked) => {
    if (asked !== WORKER) throw new TypeError(asked);
    return asked;
  };
  const types = /** @type {any} */ (window).trustedTypes;
  return types ? types.createPolicy('app', { createScriptURL }).createScriptURL(url) : url;
}

/** "Campus Nautisme". */
function campusName() {
  const name = start.campus?.name;
  if (!name) return t('campus.unnamed');
  return /^campus/i.test(name) ? name : t('campus.named', { name });
}

/** @param {string} path */
function footer(path) {
  const page = path.replace(/^(\/(?:p|accord|invitation)\/).*/, '$1'); // a link's token never goes into another address
  return html`<footer class="app-footer">
    <nav aria-label=${t('about.label')}>
      <ul>
        ${Object.entries(ABOUT).map(([name, url]) => html`<li><a href=${url}>${t(`about.${name}`)}</a></li>`)}
        <li><a href="/signaler?page=${encodeURIComponent(page)}">${t('about.report')}</a></li>
      </ul>
    </nav>
  </footer>`;
}

/** @returns {{campus: Pick<CampusOut, 'name'> | null, demo: boolean}} */
function readStart() {
  const found = JSON.parse(document.getElementById('amorce')?.textContent ?? '{}');
  if (found.answer) seed(found.answer, found.question);
  return { campus: found.campus ?? null, demo: found.demo ?? false };
}

customElements.define('passerelles-app', App);
