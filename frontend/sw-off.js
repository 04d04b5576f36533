/**
 * @file The kill switch: served as `/sw.js` when `PASSERELLES_SERVICE_WORKER=0`. Forgets everything, then itself;
 * open pages reload once, without a worker.
 */

const leaving = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

leaving.addEventListener('install', () => leaving.skipWaiting());
leaving.addEventListener('activate', (event) => event.waitUntil(leave()));

async function leave() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await leaving.registration.unregister();
  const pages = await leaving.clients.matchAll({ type: 'window' });
  await Promise.all(pages.map((page) => /** @type {WindowClient} */ (page).navigate(page.url)));
}
