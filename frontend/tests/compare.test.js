import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { idsOf, inView } = await import('../screens/compare.js');
const { comparisonUrl, flipped } = await import('../elements/compare-picker.js');

test('an address compares each journey once, three at most', () => {
  assert.deepEqual(idsOf(new URLSearchParams('ids=a,b,a,,c,d')), ['a', 'b', 'c']);
  assert.deepEqual(idsOf(new URLSearchParams('')), []);
});

test('a fourth journey is not taken, a chosen one can be left', () => {
  assert.deepEqual(flipped(['a'], 'b'), ['a', 'b']);
  assert.deepEqual(flipped(['a', 'b', 'c'], 'd'), ['a', 'b', 'c']);
  assert.deepEqual(flipped(['a', 'b', 'c'], 'b'), ['a', 'c']);
});

test('the address of a comparison is read back as the same journeys', () => {
  const ids = ['3e~85047_0850033Z.40025411.s.1re', '3e~85047_lead.g.bac'];
  assert.deepEqual(idsOf(new URL(comparisonUrl(ids), 'http://x').searchParams), ids);
});

test('two columns of three are in view, then the last two', () => {
  assert.deepEqual(inView(0, 135, 270, 3), { first: 0, last: 1 });
  assert.deepEqual(inView(135, 135, 270, 3), { first: 1, last: 2 });
});

test('a wide table shows everything, a very narrow one a single column', () => {
  assert.deepEqual(inView(0, 200, 640, 3), { first: 0, last: 2 });
  assert.deepEqual(inView(0, 200, 120, 3), { first: 0, last: 0 });
});
