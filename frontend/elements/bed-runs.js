/** @file A row of the bed plan as table cells: runs of nights of one booking, and free nights between them. */
/** @import { PlanCell, PlanRow } from '../types/api.js' */

/** @typedef {{kind: 'free', night: string} | {kind: 'run', cell: PlanCell, nights: string[]}} Run */

/** @param {PlanRow} row @param {string[]} nights those of the week that the house opens @returns {Run[]} */
export function runsOf({ cells }, nights) {
  /** @type {Run[]} */
  const runs = [];
  for (const night of nights) {
    const cell = cells.find((one) => one.nights.includes(night));
    const last = runs[runs.length - 1];
    if (!cell) runs.push({ kind: 'free', night });
    else if (last?.kind === 'run' && last.cell.booking === cell.booking) last.nights.push(night);
    else runs.push({ kind: 'run', cell, nights: [night] });
  }
  return runs;
}

/** Rows by zone, in the order of the house. @param {PlanRow[]} rows @returns {Map<string, PlanRow[]>} */
export function byZone(rows) {
  /** @type {Map<string, PlanRow[]>} */
  const zones = new Map();
  for (const row of rows) zones.set(row.bed.zone, [...(zones.get(row.bed.zone) ?? []), row]);
  return zones;
}
