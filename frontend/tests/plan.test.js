import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionOf, turned } from '../core/question.js';
import './dom.js';

test('nothing is asked before a start, an arrival, or a wish for ideas', () => {
  assert.equal(questionOf(new URLSearchParams('near=COM:85047')), null);
});

test('an arrival alone asks for the ways in', () => {
  const asked = new URL(questionOf(new URLSearchParams('to=CFD:1')), 'http://x');
  assert.equal(asked.pathname, '/api/journeys');
  assert.equal(asked.searchParams.has('from'), false);
});

test('a start alone, or a wish for ideas, asks for the sectors within reach', () => {
  assert.equal(
    questionOf(new URLSearchParams('from=stage:3e&tracks=higher')),
    '/api/journeys/explore?from=stage%3A3e&max_km=30',
  );
  assert.equal(questionOf(new URLSearchParams('ideas=1')), '/api/journeys/explore?max_km=30');
});

test('turning round leaves from a diploma, never from a job', () => {
  assert.deepEqual(turned(new URLSearchParams('from=stage:3e&to=CFD:1')), { from: 'CFD:1', to: null });
  assert.deepEqual(turned(new URLSearchParams('from=CFD:2&to=CFD:1')), { from: 'CFD:1', to: 'CFD:2' });
  assert.equal(turned(new URLSearchParams('from=stage:3e&to=ROME:H1203')), null);
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

test('lines to avoid and lines wanted never hold the same line', async () => {
  const { avoiding } = await import('../elements/plan-more.js');
  assert.deepEqual(avoiding(new URLSearchParams('tracks=higher,vocational'), 'higher'), {
    avoid: 'higher',
    tracks: 'vocational',
  });
  assert.deepEqual(avoiding(new URLSearchParams('avoid=higher,vocational'), 'higher'), { avoid: 'vocational' });
});

test('the school year that has begun can no longer be started', async () => {
  const { startYears } = await import('../elements/plan-more.js');
  assert.deepEqual(startYears(new Date('2026-11-23')), ['2027', '2028', '2029']);
  assert.deepEqual(startYears(new Date('2027-03-01')), ['2027', '2028', '2029']);
});
