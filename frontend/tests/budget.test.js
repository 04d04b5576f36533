/** @file The first views stay small: at most 12 modules, 40 kB of code and style as sent (brotli). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

const root = new URL('../', import.meta.url);
const MODULES = 12;
const BYTES = 40_000;

/** @param {string[]} entries @returns {Map<string, string>} sources by address, all static imports followed */
function graph(entries) {
  const found = new Map();
  const waiting = entries.map((entry) => new URL(entry, root).href);
  while (waiting.length) {
    const url = waiting.pop();
    if (found.has(url)) continue;
    const source = readFileSync(new URL(url), 'utf8');
    found.set(url, source);
    for (const [, target] of source.matchAll(/^(?:import|export)\b[^'";()]*?(?:from\s*)?'(\.[^']+)'/gm)) {
      waiting.push(new URL(target, url).href);
    }
  }
  return found;
}

/** The sheet as the server sends it. */
function sheet() {
  const styles = new URL('styles/', root);
  const read = (name) => readFileSync(new URL(name, styles), 'utf8');
  return read('app.css').replace(/@import url\("([\w-]+\.css)"\) layer\(\w+\);/g, (_, name) => read(name));
}

for (const screen of ['plan', 'itinerary']) {
  test(`the first view of ${screen} keeps its budget`, () => {
    const modules = graph(['app.js', `screens/${screen}.js`]);
    const names = [...modules.keys()].map((url) => url.slice(root.href.length)).sort();
    assert.ok(names.length <= MODULES, `${names.length} modules: ${names.join(', ')}`);
    const bytes = [...modules.values(), sheet()].reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
    assert.ok(bytes <= BYTES, `${bytes} bytes`);
  });
}
