import assert from 'node:assert/strict';
import { test } from 'node:test';

const { following, suggested } = await import('../core/guide.js');

/** @param {string} id @param {Record<string, Record<string, number>>} options */
const question = (id, options) => ({
  id,
  text: id,
  options: Object.entries(options).map(([key, weights]) => ({ id: key, text: key, weights })),
});
const guide = {
  title: '',
  note: '',
  privacy: '',
  questions: [
    question('hands', { yes: { 'NSF:25': 2, 'NSF:23': 1 }, no: { 'NSF:33': 2 } }),
    question('outside', { yes: { 'NSF:23': 1, 'NSF:21': 1 }, no: {} }),
  ],
  sectors: { 'NSF:21': 'Agriculture', 'NSF:23': 'Construction', 'NSF:25': 'Mécanique', 'NSF:33': 'Santé' },
};

test('points of all answers are added up, most first, equal ones by name', () => {
  const found = suggested(guide, { hands: 'yes', outside: 'yes' });
  assert.deepEqual(
    found.map(({ label }) => label),
    ['Construction', 'Mécanique', 'Agriculture'],
  );
});

test('no answer suggests nothing', () => {
  assert.deepEqual(suggested(guide, {}), []);
});

test('an answer that the questions no longer offer counts for nothing and is asked again', () => {
  assert.deepEqual(suggested(guide, { hands: 'maybe' }), []);
  assert.equal(following(guide, { hands: 'maybe', outside: 'no' }), 0);
});

test('one goes on at the first question without an answer', () => {
  assert.equal(following(guide, { hands: 'no' }), 1);
  assert.equal(following(guide, { hands: 'no', outside: 'yes' }), 2);
});
