/** @file The words on screen, by key. French now; another language is another folder of `locales/`. */
import { words as french } from '../locales/fr.js';

/** @typedef {string | { one: string, other: string }} Phrase `one`/`other` is chosen by the value `n`. */

/** @type {Map<string, Phrase>} */
const phrases = new Map(Object.entries(french));

export const language = 'fr';
const plural = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/**
 * Words for a key, with `{name}` placeholders filled in. An unknown key is a mistake of ours: it shows as itself.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const phrase = phrases.get(key) ?? key;
  const text =
    typeof phrase === 'string' ? phrase : plural.select(Number(values.n)) === 'one' ? phrase.one : phrase.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? written(values[name]) : whole));
}

/** @param {string} key */
export const knows = (key) => phrases.has(key);

/** Numbers as French people write them: "2 036", "1,5". @param {string | number} value */
function written(value) {
  return typeof value === 'number' ? numbers.format(value) : value;
}

/**
 * Adds the words of a screen that is loaded later: `locales/<language>/<screen>.js`.
 * @param {string} screen
 */
export async function loadWords(screen) {
  const { words } = await import(`../locales/${language}/${screen}.js`);
  for (const [key, phrase] of Object.entries(words)) phrases.set(key, phrase);
}
