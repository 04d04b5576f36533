/** @file Passkeys: where they are possible, and bytes that survive their way to the server and back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { bytes, isNamed, text } = await import('../core/passkeys.js');

test('browsers want an address with a name', () => {
  for (const host of ['localhost', 'passerelles.exemple.fr', '1.example']) assert.ok(isNamed(host), host);
  for (const host of ['127.0.0.1', '192.0.2.7', '[::1]', '2001:db8::1']) assert.ok(!isNamed(host), host);
});

test('bytes travel in base64url, without padding', () => {
  const all = Uint8Array.from({ length: 256 }, (_, value) => value);
  for (const length of [0, 1, 2, 3, 64, 256]) {
    const written = text(all.slice(0, length).buffer);
    assert.match(written, /^[A-Za-z0-9_-]*$/);
    assert.deepEqual([...bytes(written)], [...all.slice(0, length)]);
  }
  assert.equal(text(Uint8Array.of(0xfb, 0xff).buffer), '-_8');
});
