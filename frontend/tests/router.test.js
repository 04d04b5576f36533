import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, match } from '../core/router.js';

const table = [
  { path: '/', screen: 'plan' },
  { path: '/internats/:id', screen: 'house' },
  { path: '/gestion/internats/:id/demandes', screen: 'queue' },
];

test('an address finds its screen and its parameters', () => {
  assert.equal(match(table, '/')?.def.screen, 'plan');
  assert.deepEqual(match(table, '/internats/HOUSE:0850033Z')?.params, { id: 'HOUSE:0850033Z' });
  assert.deepEqual(match(table, '/internats/HOUSE%3A0850033Z')?.params, { id: 'HOUSE:0850033Z' });
  assert.equal(match(table, '/gestion/internats/HOUSE:1/demandes')?.def.screen, 'queue');
});

test('a final slash changes nothing', () => {
  assert.equal(match(table, '/internats/HOUSE:1/')?.params.id, 'HOUSE:1');
});

test('an unknown address, or a deeper one, is nobody’s', () => {
  assert.equal(match(table, '/inconnu'), null);
  assert.equal(match(table, '/internats/HOUSE:1/autre'), null);
});

test('the same filters always give the same address, readable', () => {
  const one = address('/', new URLSearchParams('to=CFD:1&from=stage:3e'), { tracks: 'a,b' });
  const two = address('/', new URLSearchParams('from=stage:3e'), { tracks: 'a,b', to: 'CFD:1' });
  assert.equal(one, '/?from=stage:3e&to=CFD:1&tracks=a,b');
  assert.equal(one, two);
});

test('an empty filter leaves the address', () => {
  assert.equal(address('/explorer', new URLSearchParams('line=higher'), { line: null }), '/explorer');
});
