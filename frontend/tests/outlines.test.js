import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { corners, placesOf, tilesOf } = await import('../core/outlines.js');

test('steps are read back as corners', () => {
  assert.deepEqual(corners([-2000, 47000, 500, -250], 1000), [
    [47, -2],
    [46.75, -1.5],
  ]);
});

test('the outlines hold the 96 départements, name their licence, and close their rings', () => {
  const { source, scale, departments } = JSON.parse(
    readFileSync(new URL('../geo/departements.json', import.meta.url), 'utf8'),
  );
  assert.match(source, /Licence Ouverte/);
  assert.equal(departments.length, 96);
  for (const { name, rings } of departments) {
    for (const ring of rings) {
      const shape = corners(ring, scale);
      assert.deepEqual(shape[0], shape.at(-1), name);
    }
  }
});

test('a school with several programmes is one place; one without coordinates is none', () => {
  /** @param {string} id @param {number | null} lat */
  const taught = (id, lat) => ({ institution: { id, name: id, city: null, url: `/${id}`, lat, lon: lat } });
  assert.deepEqual(
    placesOf([taught('a', 47), taught('b', null), taught('a', 47)]).map(({ id, count }) => [id, count]),
    [['a', 2]],
  );
});

test('the base is ours unless the start data name tiles', () => {
  const tiles = { url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '© Quelqu’un' };
  assert.deepEqual(tilesOf(JSON.stringify({ tiles })), tiles);
  for (const start of [undefined, '{}', '{"tiles":null}']) assert.equal(tilesOf(start), null);
});
