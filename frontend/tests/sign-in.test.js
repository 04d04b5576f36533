/** @file After signing in, one goes back to an address of this site, never elsewhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { destination } = await import('../screens/sign-in.js');

test('the address asked for is kept, with its question', () => {
  assert.equal(destination('/internats/HOUSE:0850033Z?x=1', '/moi'), '/internats/HOUSE:0850033Z?x=1');
});

test('another site, a scheme or the sign-in screen itself is refused', () => {
  for (const next of [
    'https://mal.example',
    '//mal.example',
    '/\\mal.example',
    'javascript:alert(1)',
    '/connexion?next=/',
    '/\t/mal.example',
    '',
    null,
  ]) {
    assert.equal(destination(next, '/gestion'), '/gestion', String(next));
  }
});

test('without an address nor a role, one arrives in Moi', () => {
  assert.equal(destination(null, null), '/moi');
});
