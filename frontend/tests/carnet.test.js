import assert from 'node:assert/strict';
import { test } from 'node:test';

const { ordered, swapped } = await import('../core/carnet.js');

/** @param {string} id @param {string} at @param {number} [order] */
const entry = (id, at, order) => ({ id, at, order, page: {}, note: `note ${id}` });
const kept = [
  entry('a', '2026-11-01T08:00:00Z'),
  entry('b', '2026-11-03T08:00:00Z'),
  entry('c', '2026-11-02T08:00:00Z'),
];
/** @param {{id: string}[]} all */
const ids = (all) => all.map(({ id }) => id);
/** @param {typeof kept} all @param {string} id @param {-1 | 1} step */
function move(all, id, step) {
  const changed = swapped(all, id, step);
  return ordered(all.map((one) => changed.find((other) => other.id === one.id) ?? one));
}

test('the journey kept last comes first until it is moved', () => {
  assert.deepEqual(ids(ordered(kept)), ['b', 'c', 'a']);
});

test('a journey goes up and down one place at a time, and keeps its note', () => {
  const up = move(kept, 'a', -1);
  assert.deepEqual(ids(up), ['b', 'a', 'c']);
  assert.equal(up[1].note, 'note a');
  assert.deepEqual(ids(move(up, 'b', 1)), ['a', 'b', 'c']);
});

test('an end of the list is an end', () => {
  assert.deepEqual(swapped(kept, 'b', -1), []);
  assert.deepEqual(swapped(kept, 'a', 1), []);
  assert.deepEqual(swapped(kept, 'unknown', 1), []);
});

test('two journeys kept at the same instant can still change places', () => {
  const twins = [entry('a', '2026-11-01T08:00:00Z'), entry('b', '2026-11-01T08:00:00Z')];
  assert.deepEqual(ids(ordered(twins)), ['a', 'b']);
  assert.deepEqual(ids(move(twins, 'a', 1)), ['b', 'a']);
  assert.deepEqual(ids(move(twins, 'b', -1)), ['b', 'a']);
});
