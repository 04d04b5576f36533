/**
 * @file The service worker: what opens without a network, and nothing that belongs to somebody.
 *
 * Two caches. `assets-<build>`: the files of a build, immutable, and the offline shell; the two latest builds are
 * kept, so that a page not yet reloaded can still load a screen. `kept`: public itineraries and the campus, as the
 * API answered a stranger (`credentials: 'omit'`), for the last ones opened. Everything else goes to the network.
 * The server writes `BUILD` above this file (pages/worker.py): its name, its files, the offline page.
 */
/* global BUILD */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const ASSETS = `assets-${BUILD.name}`;
const KEPT = 'kept';
const PATIENCE = 3000; // ms: a slow network is worth a shell that is already here
const MOST_KEPT = 30;
const OLDEST_KEPT = 30 * 24 * 3600 * 1000; // ms
const KEPT_PATHS = /^\/api\/(campus|journeys\/[^/?]+)$/;
const PROSE = /^\/(mentions-legales|confidentialite|accessibilite|sources|problemes)\b/; // texts that the app cannot draw
const DIRECT = /^\/(moi\/donnees\/export$|api\/)/; // answered by how it was opened: asked by us, every opening would look like ours
const TYPES = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2', svg: 'image/svg+xml', html: 'text/html' };

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data?.type !== 'purge') return;
  event.waitUntil(caches.delete(KEPT).then(() => event.ports[0]?.postMessage({ type: 'purged' })));
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromAssets(request));
  else if (request.mode === 'navigate' && !DIRECT.test(url.pathname)) event.respondWith(page(event, url.pathname));
  else if (KEPT_PATHS.test(url.pathname) && !url.search) event.respondWith(fresh(request));
});

/** All of the build or nothing: one wrong file and the worker before this one stays. */
async function install() {
  const cache = await caches.open(ASSETS);
  try {
    await Promise.all([...BUILD.files, BUILD.offline].map((path) => store(cache, path)));
  } catch (error) {
    await caches.delete(ASSETS);
    throw error;
  }
  await worker.skipWaiting(); // safe: files are immutable, and the former build's are still kept
}

/** @param {Cache} cache @param {string} path */
async function store(cache, path) {
  const known = path === BUILD.offline ? undefined : await caches.match(path);
  const response = known ?? (await fetch(path, { credentials: 'omit', cache: 'no-cache', redirect: 'error' }));
  const kind = path === BUILD.offline ? 'html' : path.split('.').pop();
  const expected = TYPES[/** @type {keyof typeof TYPES} */ (kind)];
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status !== 200 || response.redirected || !expected || !type.startsWith(expected))
    throw new TypeError(path);
  await cache.put(path, response);
}

async function activate() {
  const builds = (await caches.keys()).filter((name) => name.startsWith('assets-')); // oldest first
  const former = builds.filter((name) => name !== ASSETS).slice(-1);
  const wanted = new Set([ASSETS, ...former, KEPT]);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !wanted.has(name)).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request */
async function fromAssets(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** A page: the network's; the shell when it fails, or when it is slow. @param {FetchEvent} event @param {string} path */
async function page(event, path) {
  const answer = fetch(event.request);
  event.waitUntil(answer.catch(() => undefined));
  const shell = () => caches.match(BUILD.offline, { cacheName: ASSETS });
  const late = PROSE.test(path) ? answer : new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(shell);
  try {
    return (await Promise.race([answer, late])) ?? (await answer);
  } catch {
    return (await shell()) ?? Response.error();
  }
}

/** The network's answer, kept; the kept one, with the date it was true, when the network fails or is slow. @param {Request} request */
async function fresh(request) {
  // `no-cache`: the browser's own copy would hide that the network is gone, and how old the answer is.
  const asked = fetch(new Request(request, { credentials: 'omit', cache: 'no-cache' }));
  const answer = asked.then((response) => keep(request, response));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => kept(request));
  try {
    return (await Promise.race([answer, late])) ?? (await answer);
  } catch (error) {
    const former = await kept(request);
    if (former) return former;
    throw error;
  }
}

/** @param {Request} request @param {Response} response */
async function keep(request, response) {
  if (response.status === 410 || response.status === 404) await (await caches.open(KEPT)).delete(request.url);
  if (!mayKeep(response)) return response;
  const cache = await caches.open(KEPT);
  await cache.put(request.url, response.clone());
  const urls = await cache.keys(); // the last put is last
  await Promise.all(urls.slice(0, -MOST_KEPT).map((old) => cache.delete(old)));
  return response;
}

/** Only what the server gives to everybody. @param {Response} response */
function mayKeep(response) {
  const rules = response.headers.get('Cache-Control') ?? '';
  const varies = response.headers.get('Vary') ?? '';
  const type = response.headers.get('Content-Type') ?? '';
  const isPublic = /\bpublic\b/.test(rules) && !/no-store|private/.test(rules) && !/cookie|\*/i.test(varies);
  return (
    response.status === 200 &&
    response.type === 'basic' &&
    !response.redirected &&
    isPublic &&
    type.startsWith('application/json')
  );
}

/** What was kept, marked with its date for the screen; nothing when it is too old. @param {Request} request */
async function kept(request) {
  const cache = await caches.open(KEPT);
  const response = await cache.match(request.url);
  if (!response) return undefined;
  const date = response.headers.get('Date') ?? '';
  if (!(Date.now() - Date.parse(date) < OLDEST_KEPT)) {
    await cache.delete(request.url);
    return undefined;
  }
  const headers = new Headers(response.headers);
  headers.set('Passerelles-Kept', date);
  return new Response(await response.blob(), { status: 200, headers });
}
