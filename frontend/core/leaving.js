/**
 * @file Leaving a device: nothing of the person stays on it, whatever the network says; the server ends the session at
 * once, or at the next connection, before anything else is asked. The cookie cannot be read here, so leaving late is
 * sending the same request later.
 */

import { Refusal } from './api.js';
import { NAMES } from './database.js';
import { t } from './i18n.js';
import { purge } from './offline.js';
import { OWNER } from './session.js';

/** Set from the moment somebody leaves until the server has ended their session. It says nothing about anybody. */
export const LEAVING = 'passerelles.leaving';
const HEADERS = { 'X-Requested-With': 'passerelles', Accept: 'application/json' };

/** @typedef {{late: boolean, location: string | null}} Left `late`: the server does not know yet. `location`: where to sign out at an identity provider */

/** Forgets the person here, then has the server end the session. @returns {Promise<Left>} */
export async function leave() {
  localStorage.setItem(LEAVING, '1'); // first: a tab closed in the middle still leaves
  await wipe();
  try {
    const location = await endSession();
    localStorage.removeItem(LEAVING);
    return { late: false, location };
  } catch {
    return { late: true, location: null };
  }
}

/** Ends the session that somebody left while offline. One tab at a time, so that the next person is not signed out. */
export async function resume() {
  const act = async () => {
    if (!localStorage.getItem(LEAVING)) return;
    if (localStorage.getItem(OWNER)) await wipe(); // the tab was closed while it forgot
    const response = await fetch('/api/session?late=true', { method: 'DELETE', headers: HEADERS }).catch(() => null);
    if (!response?.ok) throw refused();
    localStorage.removeItem(LEAVING);
  };
  await (navigator.locks ? navigator.locks.request(LEAVING, act) : act());
}

/** Empties everything that a page of this site can keep, but the mark that somebody is leaving. The owner's mark goes last. */
export async function wipe() {
  await Promise.allSettled([forgetAnswers(), forgetDatabases()]);
  const leaving = localStorage.getItem(LEAVING);
  localStorage.clear();
  if (leaving) localStorage.setItem(LEAVING, leaving);
  sessionStorage.clear();
}

/** What was read; the app's own files stay, so that it still opens without a network. */
async function forgetAnswers() {
  await purge().catch(() => undefined); // the worker does not answer: its caches are emptied from here
  if (!('caches' in window)) return;
  const read = (await caches.keys()).filter((name) => !name.startsWith('assets-'));
  await Promise.all(read.map((name) => caches.delete(name)));
}

async function forgetDatabases() {
  const listed = indexedDB.databases ? (await indexedDB.databases()).map(({ name }) => name) : Object.values(NAMES);
  await Promise.all(listed.map((name) => name && forgetDatabase(name)));
}

/** @param {string} name @returns {Promise<void>} once gone, or as soon as the other tabs let it go */
function forgetDatabase(name) {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) asked.addEventListener(end, () => resolve());
  });
}

/** At the provider too when there is one. @returns {Promise<string | null>} where to go on signing out */
async function endSession() {
  const response = await fetch('/api/sign-out', { method: 'POST', headers: HEADERS });
  if (!response.ok) throw refused();
  return (await response.json()).location;
}

function refused() {
  return new Refusal({ status: 0, title: t('leaving.title'), detail: t('leaving.detail'), next: t('leaving.next') });
}
