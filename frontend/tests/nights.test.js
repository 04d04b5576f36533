/** @file Nights: months, weeks, selections, words, price. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { loadWords } = await import('../core/i18n.js');
await loadWords('boarding');
const nights = await import('../elements/nights.js');

const open = (date) => nights.weekday(date) < 4;

test('a month is whole weeks from Monday, empty outside the month', () => {
  const weeks = nights.weeksOf('2027-01');
  assert.equal(weeks.length, 5);
  assert.deepEqual(weeks[0], [null, null, null, null, '2027-01-01', '2027-01-02', '2027-01-03']);
  assert.equal(weeks[4][6], '2027-01-31');
});

test('months follow each other over the year', () => {
  assert.equal(nights.plusMonths('2026-12', 1), '2027-01');
  assert.equal(nights.plusMonths('2027-01', -1), '2026-12');
  assert.equal(nights.lastDay('2028-02'), '2028-02-29');
});

test('today is the day in Paris, not in Greenwich', () => {
  assert.equal(nights.today(new Date('2027-01-04T23:30:00Z')), '2027-01-05');
});

test('single nights come and leave one by one, in order', () => {
  const one = nights.toggle(['2027-01-06'], '2027-01-04', { weeks: false, open });
  assert.deepEqual(one, ['2027-01-04', '2027-01-06']);
  assert.deepEqual(nights.toggle(one, '2027-01-06', { weeks: false, open }), ['2027-01-04']);
});

test('a week brings its open nights only, and takes them all away', () => {
  const week = nights.toggle([], '2027-01-06', { weeks: true, open });
  assert.deepEqual(week, ['2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07']);
  assert.deepEqual(nights.toggle(week, '2027-01-04', { weeks: true, open }), []);
});

test('a closed night is never chosen, but can leave', () => {
  assert.deepEqual(nights.toggle([], '2027-01-09', { weeks: false, open }), []);
  assert.deepEqual(nights.toggle(['2027-01-09'], '2027-01-09', { weeks: false, open }), []);
});

test('without a zone, a night is said as its best zone', () => {
  const night = { night: '2027-01-04', zones: { girls: 'waiting', boys: 'few' }, reason: null };
  assert.equal(nights.stateOf(night, null), 'few');
  assert.equal(nights.stateOf(night, 'girls'), 'waiting');
  assert.equal(nights.stateOf(undefined, null), 'closed');
});

test('nights are said once for a month, in full over two', () => {
  assert.equal(nights.nightsWords(['2027-01-04']), '1\u00a0nuit, lundi 4\u00a0janvier');
  assert.equal(nights.nightsWords(['2027-01-04', '2027-01-07']), '2\u00a0nuits, du lundi 4 au jeudi 7\u00a0janvier');
  assert.equal(
    nights.nightsWords(['2027-01-28', '2027-02-01']),
    '2\u00a0nuits, du jeudi 28\u00a0janvier au lundi 1er\u00a0février',
  );
});

test('each night has the price of its own date, and no price is made up', () => {
  const tariff = (cents, valid_from, valid_to) => ({ unit: 'night', cents, valid_from, valid_to });
  const tariffs = [tariff(1200, '2026-01-01', '2026-12-31'), tariff(1300, '2027-01-01', null)];
  assert.equal(nights.price(['2026-12-31', '2027-01-04'], tariffs), 2500);
  assert.equal(nights.price(['2025-12-31'], tariffs), null);
  assert.equal(nights.price(['2027-01-04'], [{ ...tariffs[1], unit: 'week' }]), null);
});
