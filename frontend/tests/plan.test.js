import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { questionOf } = await import('../screens/plan.js');

test('a question needs where from and where to', () => {
  assert.equal(questionOf(new URLSearchParams('from=stage:3e')), null);
  assert.equal(questionOf(new URLSearchParams('to=CFD:1')), null);
});

test('boarding and thirty kilometres are asked unless said otherwise', () => {
  const asked = new URL(questionOf(new URLSearchParams('from=stage:3e&to=CFD:1')), 'http://x').searchParams;
  assert.equal(asked.get('boarding'), '1');
  assert.equal(asked.get('max_km'), '30');
});

test('what the person chose is asked as it is, and nothing else of the address', () => {
  const query = 'from=stage:3e&to=CFD:1&boarding=0&max_km=80&tracks=higher&utm=1';
  const asked = new URL(questionOf(new URLSearchParams(query)), 'http://x').searchParams;
  assert.equal(asked.get('boarding'), '0');
  assert.equal(asked.get('max_km'), '80');
  assert.equal(asked.get('tracks'), 'higher');
  assert.equal(asked.has('utm'), false);
});
