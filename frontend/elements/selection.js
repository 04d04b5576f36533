/** @file The nights being chosen in a house: kept while one signs in, never in an address, gone with the visit. */

/** @typedef {'nights' | 'weeks' | 'year'} Mode */
/** @typedef {{mode: Mode, zone: string | null, nights: string[], asking?: boolean}} Selection `asking`: signing in was on the way to asking for them */
/** @typedef {Selection & {key?: string}} Draft `key`: these nights were asked for under it, and nobody knows the answer */

/** @param {string} house */
const name = (house) => `passerelles.nights.${house}`;

/** @param {string} house @returns {Draft} */
export function chosenIn(house) {
  return { mode: 'nights', zone: null, nights: [], ...JSON.parse(sessionStorage.getItem(name(house)) ?? '{}') };
}

/** @param {string} house @param {Selection} selection */
export function keepChosen(house, selection) {
  sessionStorage.setItem(name(house), JSON.stringify(selection));
}

/** Asking again for the same nights, once signed in again, is the same request. @param {string} house @param {string} key */
export function keepKey(house, key) {
  sessionStorage.setItem(name(house), JSON.stringify({ ...chosenIn(house), key }));
}

/** @param {string} house */
export function dropChosen(house) {
  sessionStorage.removeItem(name(house));
}
