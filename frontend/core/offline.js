/** @file The service worker as the app sees it: registered after the first view, purged when somebody leaves. */

const WORKER = '/sw.js';
const PURGE_MS = 2000;
const LOOK_EVERY_MS = 10 * 60_000;

/**
 * Registers the worker, then has it keep the itinerary on screen: it did not see that page's own request.
 * @param {() => void} replaced another release of the app has taken this page over
 */
export async function register(replaced) {
  if (!('serviceWorker' in navigator)) return;
  if (navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener('controllerchange', replaced);
  try {
    const worker = /** @type {string} */ (trusted(WORKER));
    const registration = await navigator.serviceWorker.register(worker, { updateViaCache: 'none' });
    lookAgain(registration);
    await controlled();
    await keepItinerary(location.pathname);
  } catch {
    // Private browsing, full disk, no network: the app works without.
  }
}

/** A tab that stays open for days looks for another release when somebody comes back to it. @param {ServiceWorkerRegistration} registration */
function lookAgain(registration) {
  let looked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - looked < LOOK_EVERY_MS) return;
    looked = performance.now();
    registration.update().catch(() => undefined); // no network: next time
  });
}

/** Asks for an itinerary's public answer, so that the worker keeps it. @param {string} path */
export async function keepItinerary(path) {
  const [, screen, id] = path.split('/');
  if (screen === 'parcours' && id) await fetch(`/api/journeys/${id}`, { credentials: 'omit' });
  await fetch('/api/campus', { credentials: 'omit' });
}

/** When a kept answer was true, or null when it comes from the network. @param {Response} response @returns {Date | null} */
export function keptSince(response) {
  const date = response.headers.get('Passerelles-Kept');
  return date ? new Date(date) : null;
}

/** Forgets what was read on this phone; resolves when done. Works offline. */
export async function purge() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) {
    if ('caches' in window) await caches.delete('kept');
    return;
  }
  const channel = new MessageChannel();
  const done = new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    setTimeout(resolve, PURGE_MS);
  });
  worker.postMessage({ type: 'purge' }, [channel.port2]);
  await done;
}

/** @returns {Promise<void>} once a worker answers this page's requests */
async function controlled() {
  if (navigator.serviceWorker.controller) return;
  await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
}

/** Scripts come from one address only; the browser checks it (Trusted Types, policy `app`). @param {string} url @returns {unknown} */
function trusted(url) {
  const types = /** @type {any} */ (window).trustedTypes;
  if (!types) return url;
  const policy = types.createPolicy('app', {
    createScriptURL: (/** @type {string} */ asked) => {
      if (asked !== WORKER) throw new TypeError(asked);
      return asked;
    },
  });
  return policy.createScriptURL(url);
}
