/** @file Leaving a device: everything is emptied first, and the server is told now or before anything else. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import './dom.js';

class Box {
  #kept = new Map();
  getItem = (name) => this.#kept.get(name) ?? null;
  setItem = (name, value) => void this.#kept.set(name, String(value));
  removeItem = (name) => void this.#kept.delete(name);
  clear = () => this.#kept.clear();
  get all() {
    return Object.fromEntries(this.#kept);
  }
}

/** @type {string[]} */
let happened = [];
/** @type {(path: string, method: string) => Response} */
let network = () => new Response(null, { status: 204 });

globalThis.navigator ??= /** @type {any} */ ({});
globalThis.fetch = async (path, init) => {
  happened.push(`${init?.method ?? 'GET'} ${path}`);
  return network(String(path), init?.method ?? 'GET');
};

beforeEach(() => {
  happened = [];
  globalThis.localStorage = new Box();
  globalThis.sessionStorage = new Box();
  const forgotten = (name) => {
    happened.push(`forget ${name}`);
    const asked = new EventTarget();
    queueMicrotask(() => asked.dispatchEvent(new Event('success')));
    return asked;
  };
  globalThis.indexedDB = {
    databases: async () => [{ name: 'passerelles' }, { name: 'call' }],
    deleteDatabase: forgotten,
  };
  const names = ['assets-1', 'kept', 'other'];
  globalThis.window = { caches: true };
  globalThis.caches = { keys: async () => names, delete: async (name) => void happened.push(`drop ${name}`) };
  localStorage.setItem('passerelles.session', '1');
  localStorage.setItem('passerelles.place', 'Challans');
  sessionStorage.setItem('passerelles.nights', '[]');
});

const { leave, resume, LEAVING } = await import('../core/leaving.js');
const { get, Refusal } = await import('../core/api.js');

const signedOut = () => Response.json({ location: null });
const noNetwork = () => {
  throw new TypeError('failed');
};

test('with a network: emptied, then the server ends the session, and nothing stays', async () => {
  network = signedOut;
  assert.deepEqual(await leave(), { late: false, location: null });
  assert.deepEqual([localStorage.all, sessionStorage.all], [{}, {}]);
  assert.equal(happened.at(-1), 'POST /api/sign-out');
  for (const gone of ['forget passerelles', 'forget call', 'drop kept', 'drop other'])
    assert.ok(happened.includes(gone));
  assert.ok(!happened.includes('drop assets-1'), 'the app still opens without a network');
});

test('an identity provider’s way out is told', async () => {
  network = () => Response.json({ location: 'https://idp.example/logout' });
  assert.equal((await leave()).location, 'https://idp.example/logout');
});

for (const [name, answer] of [
  ['without a network', noNetwork],
  ['when the server cannot now', () => new Response(null, { status: 503 })],
]) {
  test(`${name}: emptied all the same, and only the wish to leave is kept`, async () => {
    network = answer;
    assert.deepEqual(await leave(), { late: true, location: null });
    assert.deepEqual([localStorage.all, sessionStorage.all], [{ [LEAVING]: '1' }, {}]);
  });
}

test('nothing is asked of the server before the session has ended', async () => {
  localStorage.setItem(LEAVING, '1');
  network = (path) => (path === '/api/campus' ? Response.json({ name: 'x' }) : new Response(null, { status: 204 }));
  await get('/api/campus');
  assert.deepEqual(happened, ['DELETE /api/session?late=true', 'GET /api/campus']);
  assert.equal(localStorage.getItem(LEAVING), null);
});

test('as long as it has not, every request is refused', async () => {
  localStorage.setItem(LEAVING, '1');
  for (const answer of [noNetwork, () => new Response(null, { status: 503 })]) {
    network = answer;
    await assert.rejects(get('/api/me'), (error) => error instanceof Refusal && error.offline);
    assert.ok(!happened.includes('GET /api/me'));
    assert.equal(localStorage.getItem(LEAVING), '1');
  }
});

test('who has not left ends nothing', async () => {
  await resume();
  assert.deepEqual(happened, []);
});
