/** @file Ends of roles: the server gives the first instant that is over, people read the last day. */

import { dayYear } from './format.js';

/** "dimanche 4 juillet 2027". @param {string} until */
export function lastDay(until) {
  return dayYear(new Date(Date.parse(until) - 1));
}

/** The end of the school year that runs, or of the next one from July on; "2027-08-31". @param {Date} [now] */
export function endOfSchoolYear(now = new Date()) {
  const year = now.getFullYear() + (now.getMonth() >= 6 ? 1 : 0);
  return `${year}-08-31`;
}
