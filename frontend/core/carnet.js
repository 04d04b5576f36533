/** @file The student's own notebook on this device: the journeys they keep, readable without network. */

import { NAMES, within } from './database.js';

/** @import { ItineraryPage } from '../types/api.js' */
/**
 * `at`: when it was kept, ISO instant; `note`: the student's own words; `order`: larger ones first (without: by `at`).
 * @typedef {{id: string, page: ItineraryPage, at: string, note?: string, order?: number}} Entry
 */

const JOURNEYS = { name: NAMES.carnet, store: 'journeys', key: 'id' };
/** Set once something was kept on this device: until then nobody needs to look. */
const FLAG = 'passerelles.carnet';

/** @param {Entry} entry */
const orderOf = ({ order, at }) => order ?? Date.parse(at);

/** In the student's own order; a new one comes first. @param {Entry[]} all @returns {Entry[]} */
export function ordered(all) {
  return [...all].sort((a, b) => orderOf(b) - orderOf(a) || a.id.localeCompare(b.id));
}

/** The two entries that change places when one goes up (-1) or down (1); none at an end. @param {Entry[]} all @param {string} id @param {-1 | 1} step @returns {Entry[]} */
export function swapped(all, id, step) {
  const list = ordered(all);
  const from = list.findIndex((one) => one.id === id);
  const [one, other] = [list[from], list[from + step]];
  if (!one || !other) return [];
  const [high, low] = [orderOf(one), orderOf(other)];
  return [
    { ...one, order: high === low ? low - step : low },
    { ...other, order: high },
  ];
}

/** The journeys kept, in the student's order. @returns {Promise<Entry[]>} */
export async function keptJourneys() {
  const all = /** @type {Entry[]} */ (await within(JOURNEYS, 'readonly', (store) => store.getAll()));
  return ordered(all);
}

/** @param {string} id @returns {Promise<Entry | undefined>} */
export function keptJourney(id) {
  return within(JOURNEYS, 'readonly', (store) => store.get(id));
}

/** Keeps a journey, or brings the copy up to date; its note and its place stay. @param {ItineraryPage} page */
export async function keep(page) {
  const { id } = page.itinerary;
  const former = await keptJourney(id);
  return restore({ ...former, id, page, at: new Date().toISOString() });
}

/** Puts an entry as it is: a changed one, or one that was taken away by mistake. @param {Entry} entry */
export function restore(entry) {
  localStorage.setItem(FLAG, '1');
  return within(JOURNEYS, 'readwrite', (store) => store.put(entry));
}

/** Moves a journey up (-1) or down (1). @param {string} id @param {-1 | 1} step */
export async function move(id, step) {
  for (const entry of swapped(await keptJourneys(), id, step)) await restore(entry);
}

/** @param {string} id */
export function drop(id) {
  return within(JOURNEYS, 'readwrite', (store) => store.delete(id));
}

/** Signing out leaves nothing on a shared device. */
export function empty() {
  localStorage.removeItem(FLAG);
  return within(JOURNEYS, 'readwrite', (store) => store.clear());
}
