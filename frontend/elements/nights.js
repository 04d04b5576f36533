/** @file Nights as dates ("2027-01-04"): months, weeks, selections and how they are said. Pure: no screen, no network. */
import { day, NBSP } from '../core/format.js';
import { t } from '../core/i18n.js';

/** @import { NightOut, NightState, TariffOut } from '../types/api.js' */

const DAY_MS = 24 * 3600 * 1000;
/** The engine takes at most this many nights in one request (`MAX_SLOTS`). */
export const MOST_NIGHTS = 40;
/** Best first: what is said of a night when no zone is chosen yet. @type {NightState[]} */
const STATES = ['free', 'few', 'waiting', 'closed'];

/** @param {string} date @param {number} count days later, or earlier when negative */
export function plus(date, count) {
  return new Date(Date.parse(date) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Today in Paris. @param {Date} [now] */
export function today(now = new Date()) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(now);
}

/** 0 on Monday, 6 on Sunday. @param {string} date */
export function weekday(date) {
  return (new Date(date).getUTCDay() + 6) % 7;
}

/** The Monday of its week. @param {string} date */
export function monday(date) {
  return plus(date, -weekday(date));
}

/** "2027-01" of a date. @param {string} date */
export function monthOf(date) {
  return date.slice(0, 7);
}

/** @param {string} month "2027-01" @param {number} count */
export function plusMonths(month, count) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** @param {string} month */
export function lastDay(month) {
  return plus(`${plusMonths(month, 1)}-01`, -1);
}

/** The weeks of a month, Monday first; null outside the month. @param {string} month @returns {(string | null)[][]} */
export function weeksOf(month) {
  const weeks = [];
  for (let first = monday(`${month}-01`); first <= lastDay(month); first = plus(first, 7)) {
    weeks.push(
      [0, 1, 2, 3, 4, 5, 6].map((count) => plus(first, count)).map((date) => (monthOf(date) === month ? date : null)),
    );
  }
  return weeks;
}

/** What is said of a night: that of the zone, or the best of all. @param {NightOut | undefined} night @param {string | null} zone @returns {NightState} */
export function stateOf(night, zone) {
  if (!night) return 'closed';
  if (zone) return night.zones[zone] ?? 'closed';
  return STATES.find((state) => Object.values(night.zones).includes(state)) ?? 'closed';
}

/** Whether a night may be asked for. @param {NightState | 'past'} state */
export function isOpen(state) {
  return state === 'free' || state === 'few';
}

/**
 * The selection after a tap. In weeks, all open nights of that week come or leave together.
 * @param {string[]} chosen
 * @param {string} date
 * @param {{weeks: boolean, open: (date: string) => boolean}} how
 * @returns {string[]} in order
 */
export function toggle(chosen, date, { weeks, open }) {
  const first = monday(date);
  const group = weeks ? [0, 1, 2, 3, 4, 5, 6].map((count) => plus(first, count)).filter(open) : [date].filter(open);
  const leaving = chosen.includes(date);
  const others = chosen.filter((one) => !group.includes(one) && one !== date);
  return (leaving ? others : [...others, ...group]).sort();
}

/** "8 nuits, du lundi 4 au jeudi 14 janvier". @param {string[]} nights in order */
export function nightsWords(nights) {
  const [first, last] = [nights[0], nights[nights.length - 1]];
  if (nights.length === 1) return t('nights.one', { day: day(first) });
  const start = monthOf(first) === monthOf(last) ? day(first).split(NBSP)[0] : day(first);
  return t('nights.many', { n: nights.length, first: start, last: day(last) });
}

/** What the nights cost, in cents; null when a night has no tariff by the night. @param {string[]} nights @param {TariffOut[]} tariffs */
export function price(nights, tariffs) {
  const byNight = tariffs.filter(({ unit }) => unit === 'night');
  let cents = 0;
  for (const night of nights) {
    const valid = byNight.find((one) => one.valid_from <= night && (!one.valid_to || night <= one.valid_to));
    if (!valid) return null;
    cents += valid.cents;
  }
  return nights.length ? cents : null;
}
