/** @file The student's own notebook on this device: the journeys they keep, readable without network. */
/** @import { ItineraryPage } from '../types/api.js' */
/** @typedef {{id: string, page: ItineraryPage, at: string}} Entry `at`: when it was kept, ISO instant */

const NAME = 'passerelles';
const STORE = 'journeys';
/** Set once something was kept on this device: until then nobody needs to look. */
const FLAG = 'passerelles.carnet';

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function within(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const asked = act(database.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

/** The journeys kept, latest first. @returns {Promise<Entry[]>} */
export async function keptJourneys() {
  const all = /** @type {Entry[]} */ (await within('readonly', (store) => store.getAll()));
  return all.sort((a, b) => b.at.localeCompare(a.at));
}

/** @param {string} id @returns {Promise<Entry | undefined>} */
export function keptJourney(id) {
  return within('readonly', (store) => store.get(id));
}

/** Keeps a journey, or brings the copy up to date. @param {ItineraryPage} page */
export function keep(page) {
  localStorage.setItem(FLAG, '1');
  return within('readwrite', (store) => store.put({ id: page.itinerary.id, page, at: new Date().toISOString() }));
}

/** @param {string} id */
export function drop(id) {
  return within('readwrite', (store) => store.delete(id));
}

/** Signing out leaves nothing on a shared device. */
export function empty() {
  localStorage.removeItem(FLAG);
  return within('readwrite', (store) => store.clear());
}
