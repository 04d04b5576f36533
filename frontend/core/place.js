/** @file The commune the student starts from, chosen once and used everywhere; it stays on this device. */
/** @import { Choice } from '../elements/combobox.js' */

const KEY = 'passerelles.place';

/** @returns {Choice | null} */
export function place() {
  const kept = localStorage.getItem(KEY);
  return kept ? JSON.parse(kept) : null;
}

/** @param {Choice | null} choice */
export function setPlace(choice) {
  if (choice) localStorage.setItem(KEY, JSON.stringify({ id: choice.id, label: choice.label }));
  else localStorage.removeItem(KEY);
}

/** An API address measured from the student's commune, when there is one. @param {string} path */
export function fromHere(path) {
  const here = place();
  return here ? `${path}?near=${here.id}` : path;
}
