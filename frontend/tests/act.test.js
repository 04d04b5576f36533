/** @file An act of a screen: one at a time, the same key while the network is lost, another once it is answered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { Act } = await import('../core/act.js');
const { Refusal } = await import('../core/api.js');

/** @returns {{act: InstanceType<typeof Act>, drawn: () => number}} */
function started() {
  let drawn = 0;
  const host = /** @type {any} */ ({ requestUpdate: () => (drawn += 1) });
  return { act: new Act(host), drawn: () => drawn };
}

const refused = (status) => async () => {
  throw new Refusal({ status, title: 'Non' });
};

test('a second tap does nothing while the first is not answered', async () => {
  const { act, drawn } = started();
  /** @type {() => void} */
  let answer = () => undefined;
  const first = act.run(() => new Promise((done) => (answer = done)));
  assert.equal(act.busy, true);
  assert.equal(await act.run(async () => assert.fail('once')), false);
  answer();
  assert.equal(await first, true);
  assert.deepEqual([act.busy, drawn()], [false, 2]);
});

test('a lost network keeps the key of the act, an answer gives another', async () => {
  const { act } = started();
  const { key } = act;
  assert.equal(await act.run(refused(0)), false);
  assert.equal(act.key, key);
  await act.run(refused(409));
  assert.notEqual(act.key, key);
  assert.equal(act.denied?.status, 409);
  const next = act.key;
  await act.run(async (given) => assert.equal(given, next));
  assert.equal(act.denied, null);
  assert.notEqual(act.key, next);
});

test('a mistake of ours is no refusal', async () => {
  const { act } = started();
  await assert.rejects(
    act.run(async () => {
      throw new TypeError('ours');
    }),
    TypeError,
  );
  assert.deepEqual([act.busy, act.denied], [false, null]);
});
