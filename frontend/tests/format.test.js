import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, dayYear, hour, km, moment, money, month } from '../core/format.js';

/** `~` is a no-break space. @param {string} text */
const bound = (text) => text.replaceAll('~', '\u00a0');

test('dates are said as people say them', () => {
  assert.equal(day('2027-01-04'), bound('lundi 4~janvier'));
  assert.equal(dayYear('2027-02-01'), bound('lundi 1er~février 2027'));
  assert.equal(month('2027-01-04'), 'janvier 2027');
});

test('an instant is shown at the hour of Paris', () => {
  assert.equal(hour('2027-01-04T17:30:00Z'), bound('18~h~30'));
  assert.equal(hour('2027-07-04T06:00:00Z'), bound('8~h'));
});

test('an age says the hour on the same day, the date before', () => {
  const now = new Date('2027-01-04T12:00:00Z');
  assert.equal(moment('2027-01-04T07:12:00Z', now), bound('de 8~h~12'));
  assert.equal(moment('2027-01-02T07:12:00Z', now), bound('du 2~janv.'));
});

test('money and distances keep their unit on the same line', () => {
  assert.equal(money(9640), bound('96,40~€'));
  assert.equal(money(102960), bound('1~029,60~€'));
  assert.equal(km(36.2), bound('36~km'));
  assert.equal(km(2.44), bound('2,4~km'));
});
