/** @file The nights being chosen in a house: kept while one signs in, never in an address, gone with the visit. */

/** @typedef {'nights' | 'weeks' | 'year'} Mode */
/** @typedef {{mode: Mode, zone: string | null, nights: string[], asking?: boolean}} Selection `asking`: signing in was on the way to asking for them */

/** @param {string} house */
const name = (house) => `passerelles.nights.${house}`;

/** @param {string} house @returns {Selection} */
export function chosenIn(house) {
  return { mode: 'nights', zone: null, nights: [], ...JSON.parse(sessionStorage.getItem(name(house)) ?? '{}') };
}

/** @param {string} house @param {Selection} selection */
export function keepChosen(house, selection) {
  sessionStorage.setItem(name(house), JSON.stringify(selection));
}

/** @param {string} house */
export function dropChosen(house) {
  sessionStorage.removeItem(name(house));
}
