/** @file The planner's question is its address: what the API is asked, and what turning it round asks. Pure. */

export const DEFAULT_KM = '30';
const ASKED = ['from', 'to', 'near', 'max_km', 'boarding', 'tracks', 'avoid', 'paid', 'accessible', 'start', 'without'];
const EXPLORED = ['from', 'near', 'max_km'];

/**
 * The API's address for a question. With an arrival: the journeys, from everywhere when no start is given.
 * Without: the sectors within reach, when a start is given or ideas are asked for (`ideas=1`). Else null.
 * @param {URLSearchParams} query
 */
export function questionOf(query) {
  const to = query.get('to');
  if (!to && !query.get('from') && !query.get('ideas')) return null;
  const parameters = new URLSearchParams();
  for (const name of to ? ASKED : EXPLORED) {
    const value = query.get(name);
    if (value) parameters.set(name, value);
  }
  if (to && !parameters.has('boarding')) parameters.set('boarding', '1');
  if (!parameters.has('max_km')) parameters.set('max_km', DEFAULT_KM);
  return `/api/journeys${to ? '' : '/explore'}?${parameters}`;
}

/**
 * What turning the question round asks: leave from the arrival, towards the start when that is a diploma too.
 * Null when the arrival is none that one can leave from.
 * @param {URLSearchParams} query
 */
export function turned(query) {
  const [from, to] = [query.get('from'), query.get('to')];
  if (!to?.startsWith('CFD:')) return null;
  return { from: to, to: from?.startsWith('CFD:') ? from : null };
}

/** How many of the rarer settings are in force. @param {URLSearchParams} query */
export function refined(query) {
  return ['avoid', 'accessible', 'start', 'without'].filter((name) => query.get(name)).length;
}
