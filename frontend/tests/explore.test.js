import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { filtersOf } = await import('../screens/explore.js');

test('filters in use are counted; the commune and what is not a filter are not', () => {
  const query = new URLSearchParams('line=higher&department=44&near=COM:85047&utm=1&sector=');
  assert.deepEqual(filtersOf(query), ['line', 'department']);
});
