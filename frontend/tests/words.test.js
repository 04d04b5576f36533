/** @file French typography of every sentence, and no key without words. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import './dom.js';

const root = new URL('../', import.meta.url);
const files = ['locales/fr.js', ...readdirSync(new URL('locales/fr/', root)).map((name) => `locales/fr/${name}`)];
const phrases = new Map();
for (const file of files) {
  const { words } = await import(new URL(file, root));
  for (const [key, phrase] of Object.entries(words))
    phrases.set(key, typeof phrase === 'string' ? [phrase] : Object.values(phrase));
}

test('no-break spaces, French apostrophes and quotes, no shouting', () => {
  const wrong = [...phrases].filter(([, all]) =>
    all.some((text) => / [:;?!»€%]|« |[^\s\u00a0\u202f:][?;]|\w'\w|!/.test(text)),
  );
  assert.deepEqual(wrong, []);
});

test('every key asked for by name has words', () => {
  const sources = ['app.js', ...['core', 'elements', 'screens'].flatMap((folder) => listed(folder))];
  const missing = sources.flatMap((file) => {
    const source = readFileSync(new URL(file, root), 'utf8');
    return [...source.matchAll(/\bt\('([\w.-]+)'/g)]
      .filter(([, key]) => !phrases.has(key))
      .map(([, key]) => `${file}: ${key}`);
  });
  assert.deepEqual(missing, []);
});

/** @param {string} folder */
function listed(folder) {
  return readdirSync(new URL(`${folder}/`, root), { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${folder}/${name}`);
}
