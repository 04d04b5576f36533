/** @file The map's own base: outlines of the départements, written in steps to stay small (`tools/outlines.mjs`). */

/** @typedef {{source: string, scale: number, departments: {code: string, name: string, rings: number[][]}[]}} Outlines */

/** @typedef {{url: string, attribution: string}} Tiles */

/** The tiles this installation names, in its start data; null: the base is ours. @param {string | null | undefined} start @returns {Tiles | null} */
export function tilesOf(start) {
  return JSON.parse(start ?? '{}').tiles ?? null;
}

/** The corners of a ring, as [latitude, longitude]. @param {number[]} steps @param {number} scale @returns {[number, number][]} */
export function corners(steps, scale) {
  /** @type {[number, number][]} */
  const found = [];
  let [lon, lat] = [0, 0];
  for (let at = 0; at < steps.length; at += 2) {
    lon += steps[at];
    lat += steps[at + 1];
    found.push([lat / scale, lon / scale]);
  }
  return found;
}

/** @typedef {{id: string, name: string, city: string | null, url: string, lat: number, lon: number, count: number}} MapPlace */

/** The schools of a list of programmes that have a place on the map, once each, with how many programmes. @param {import('../types/api.js').ProgrammeOut[]} programmes @returns {MapPlace[]} */
export function placesOf(programmes) {
  /** @type {Map<string, MapPlace>} */
  const places = new Map();
  for (const { institution } of programmes) {
    const { id, name, city, url, lat, lon } = institution;
    if (lat === null || lon === null) continue;
    const known = places.get(id) ?? { id, name, city, url, lat, lon, count: 0 };
    places.set(id, { ...known, count: known.count + 1 });
  }
  return [...places.values()];
}
