/** @file Which beds are free for all the nights of a request, from the plans of its weeks. */
import { get } from '../core/api.js';
import { monday } from './nights.js';
/** @import { BedOut, PlanOut } from '../types/api.js' */

/**
 * Beds of the zone that nobody else holds on any of the nights. The request's own bed counts as free.
 * @param {PlanOut[]} plans of every week of the nights
 * @param {{nights: string[], zone: string, booking: string}} wanted
 * @returns {BedOut[]}
 */
export function freeBeds(plans, { nights, zone, booking }) {
  const taken = new Set();
  for (const { rows } of plans) {
    for (const { bed, cells } of rows) {
      const isHeld = cells.some(
        (cell) => cell.booking !== booking && cell.nights.some((night) => nights.includes(night)),
      );
      if (isHeld) taken.add(bed.id);
    }
  }
  return (plans[0]?.rows ?? []).map(({ bed }) => bed).filter((bed) => bed.zone === zone && !taken.has(bed.id));
}

/** @param {string} house @param {{nights: string[], zone: string, booking: string}} wanted */
export async function findFreeBeds(house, wanted) {
  const weeks = [...new Set(wanted.nights.map(monday))];
  const plans = await Promise.all(weeks.map((week) => readPlan(house, week)));
  return freeBeds(plans, wanted);
}

/** @param {string} house @param {string | null} week its Monday; null: this week, or the next one that is open @param {AbortSignal} [signal] @returns {Promise<PlanOut>} */
export function readPlan(house, week, signal) {
  const query = week ? `?week=${week}` : '';
  return get(`/api/boarding/houses/${encodeURIComponent(house)}/plan${query}`, { signal });
}
