/** @file What stays on this phone goes when somebody leaves. */

const KEPT = 'kept'; // the worker's cache of public answers
const PURGE_MS = 2000;

/** Forgets what was read on this phone; resolves when done. Works offline. */
export async function purge() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) {
    if ('caches' in window) await caches.delete(KEPT);
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
