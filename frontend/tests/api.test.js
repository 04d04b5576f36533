import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { forget, get, keptSince, newKey, peek, Refusal, seed, send, takeSeed } from '../core/api.js';

const network = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = network;
  forget();
});

/** The network answers this, and notes what it was asked. @param {unknown} body @param {ResponseInit & {type?: string}} [how] */
function answers(body, { type = 'application/json', headers, ...how } = {}) {
  /** @type {{path: string, init: RequestInit}[]} */
  const asked = [];
  globalThis.fetch = async (path, init) => {
    asked.push({ path: String(path), init: init ?? {} });
    const text = body === undefined ? null : JSON.stringify(body);
    return new Response(text, { headers: { 'Content-Type': type, ...headers }, ...how });
  };
  return asked;
}

test('a refusal carries what happened, why and what to do', async () => {
  const body = {
    type: '/problemes/slot-taken',
    title: 'Pris',
    status: 409,
    detail: 'Déjà.',
    next: 'Essaie.',
    slots: ['x'],
  };
  answers(body, { status: 409, type: 'application/problem+json' });
  await assert.rejects(send('POST', '/api/bookings', {}, { key: 'k' }), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.slug, 'slot-taken');
    assert.equal(error.next, 'Essaie.');
    assert.deepEqual(error.body.slots, ['x']);
    return true;
  });
});

test('a failure that is not ours to word still has a sentence', async () => {
  answers('<html>', { status: 502, type: 'text/html' });
  await assert.rejects(
    get('/api/campus'),
    (error) => error instanceof Refusal && error.status === 502 && error.title !== '',
  );
});

test('no network is a refusal of its own', async () => {
  globalThis.fetch = async () => {
    throw new TypeError('failed');
  };
  await assert.rejects(get('/api/campus'), (error) => error instanceof Refusal && error.offline);
});

test('an act carries the key of its tap and says that it comes from the app', async () => {
  const asked = answers({ id: '1' }, { status: 201 });
  await send('POST', '/api/bookings', { resource: 'HOUSE:1' }, { key: 'tap-1' });
  const headers = new Headers(asked[0].init.headers);
  assert.equal(headers.get('Idempotency-Key'), 'tap-1');
  assert.equal(headers.get('X-Requested-With'), 'passerelles');
  assert.equal(headers.get('Content-Type'), 'application/json');
});

test('what was read is found again on the way back, until an act changes things', async () => {
  answers({ items: [] });
  await get('/api/bookings');
  assert.deepEqual(peek('/api/bookings'), { items: [] });
  await send('PUT', '/api/me/birth-date', {});
  assert.equal(peek('/api/bookings'), undefined);
});

test('an answer kept by the worker knows its age, a fresh one has none', async () => {
  answers({ id: 'a' }, { headers: { 'Passerelles-Kept': 'Mon, 23 Nov 2026 08:12:00 GMT' } });
  const kept = await get('/api/journeys/a');
  assert.equal(keptSince(kept)?.toISOString(), '2026-11-23T08:12:00.000Z');
  answers({ id: 'b' });
  assert.equal(keptSince(await get('/api/journeys/b')), null);
});

test('the answer that came with the page serves once', () => {
  seed({ id: 'a' });
  assert.deepEqual(takeSeed('/api/journeys/a'), { id: 'a' });
  assert.equal(takeSeed('/api/journeys/a'), undefined);
  assert.deepEqual(peek('/api/journeys/a'), { id: 'a' });
});

test('the answer that came with the page is for its own question only', () => {
  seed({ id: 'a' }, '/api/programmes?near=COM:85047&q=bac%20pro');
  assert.deepEqual(takeSeed('/api/programmes?q=bac+pro&near=COM%3A85047'), { id: 'a' });
  seed({ id: 'a' }, '/api/programmes');
  assert.equal(takeSeed('/api/programmes?near=COM:85047'), undefined);
  assert.equal(takeSeed('/api/programmes'), undefined);
});

test('two taps never share a key', () => {
  assert.notEqual(newKey(), newKey());
  assert.match(newKey(), /^[0-9a-f]{32}$/);
});
