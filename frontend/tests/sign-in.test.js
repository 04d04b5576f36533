/** @file After signing in, one goes back to an address of this site, never elsewhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { destination, refusalIn, REFUSALS } = await import('../screens/sign-in.js');
const { leadsToFormal } = await import('../core/voice.js');
const { words } = await import('../locales/fr/sign-in.js');

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
    '/.//mal.example/x',
    '/a/..//mal.example',
    '/a/../\\mal.example',
    '',
    null,
  ]) {
    assert.equal(destination(next, '/gestion'), '/gestion', String(next));
  }
});

test('without an address nor a role, one arrives in Moi', () => {
  assert.equal(destination(null, null), '/moi');
});

test('only a known reason is put into words of its own, and nothing of the address is shown', () => {
  assert.equal(refusalIn('provider-down'), 'sign-in.refus.provider-down');
  assert.equal(refusalIn('<script>'), 'sign-in.refus');
  assert.equal(refusalIn(null), null);
});

test('every reason has its three sentences', () => {
  for (const key of ['sign-in.refus', ...REFUSALS.map((slug) => `sign-in.refus.${slug}`)]) {
    for (const part of ['', '.why', '.next']) assert.ok(`${key}${part}` in words, `${key}${part}`);
  }
});

test('staff and guardians are led to words in "vous", students to "tu"', () => {
  for (const next of ['/gestion', '/gestion/internats/HOUSE:1', '/accord/x', '/moi/accords/1'])
    assert.ok(leadsToFormal(next), next);
  for (const next of ['/moi', '/moi/demandes/1', '/gestionnaire', '/internats/HOUSE:1', null, ''])
    assert.ok(!leadsToFormal(next), String(next));
});
