/** @file The databases of this device: one store each, one act at a time. */

/** All of them, for a browser that does not list them (an older Firefox): leaving forgets them all the same. */
export const NAMES = { carnet: 'passerelles', aside: 'passerelles.aside' };

/** @typedef {{name: string, store: string, key: string}} Database `key`: the property by which an entry is found */

/** @param {Database} database @returns {Promise<IDBDatabase>} */
function open({ name, store, key }) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: key });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/**
 * What the act answers, once it is written.
 * @template T
 * @param {Database} database
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
export async function within(database, mode, act) {
  const opened = await open(database);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = opened.transaction(database.store, mode);
      const asked = act(transaction.objectStore(database.store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    opened.close();
  }
}
