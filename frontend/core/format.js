/** @file Dates, hours, money and distances as French people write them. Dates on screen are those of Paris. */

export const NBSP = '\u00a0';
const zone = 'Europe/Paris';
/** @param {Intl.DateTimeFormatOptions} options */
const formatter = (options) => new Intl.DateTimeFormat('fr-FR', { timeZone: zone, ...options });
const dayFormat = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
const dayYearFormat = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortFormat = formatter({ day: 'numeric', month: 'short' });
const monthFormat = formatter({ month: 'long', year: 'numeric' });
const hourFormat = formatter({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const moneyFormat = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** A date without hour ("2027-01-04") is that day wherever the reader is. @param {string | Date} value */
function instant(value) {
  if (value instanceof Date) return value;
  return new Date(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T12:00:00Z` : value);
}

/** "lundi 4 janvier", with "1er" as written. @param {string | Date} value */
export function day(value) {
  return first(dayFormat.format(instant(value)));
}

/** "lundi 4 janvier 2027". @param {string | Date} value */
export function dayYear(value) {
  return first(dayYearFormat.format(instant(value)));
}

/** "4 janv." @param {string | Date} value */
export function shortDay(value) {
  return first(shortFormat.format(instant(value)));
}

/** "janvier 2027". @param {string | Date} value */
export function month(value) {
  return monthFormat.format(instant(value));
}

/** "18 h 30", "8 h". @param {string | Date} value */
export function hour(value) {
  const parts = hourFormat.formatToParts(instant(value));
  const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? '';
  const minutes = part('minute');
  return `${Number(part('hour'))}${NBSP}h${minutes === '00' ? '' : `${NBSP}${minutes}`}`;
}

/** "de 8 h 12" today, "du 4 janvier" before. @param {string | Date} value @param {Date} [now] */
export function moment(value, now = new Date()) {
  const then = instant(value);
  const sameDay = dayYearFormat.format(then) === dayYearFormat.format(now);
  return sameDay ? `de ${hour(then)}` : `du ${shortDay(then)}`;
}

/** "96,40 €". @param {number} cents */
export function money(cents) {
  return moneyFormat.format(cents / 100).replaceAll('\u202f', NBSP);
}

/** "36 km", "2,4 km" under ten. @param {number} value */
export function km(value) {
  const shown = value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return `${String(shown).replace('.', ',')}${NBSP}km`;
}

/** "1er" for the first of a month; no-break between day and month. @param {string} words */
function first(words) {
  return words.replace(/\b1 (?=\p{L})/u, '1er ').replace(/(\d(?:er)?) (?=\p{L})/gu, `$1${NBSP}`);
}
