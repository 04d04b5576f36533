/** @file The bed plan: runs of a row, zones, beds free for a request. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './dom.js';

const { byZone, runsOf } = await import('../elements/bed-runs.js');
const { freeBeds } = await import('../elements/free-beds.js');

const week = ['2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07'];
const cell = (booking, ...nights) => ({ booking, label: booking, status: 'accepted', nights });
const row = (id, zone, ...cells) => ({ bed: { id, label: id, room: id, zone, accessible: false }, cells });

test('a row is runs and free nights, as many columns as nights', () => {
  const runs = runsOf(row('a', 'filles', cell('b1', week[1], week[2])), week);
  assert.deepEqual(
    runs.map((run) => (run.kind === 'run' ? run.nights.length : run.night)),
    [week[0], 2, week[3]],
  );
});

test('two runs of one booking that touch are one; two bookings stay apart', () => {
  const runs = runsOf(row('a', 'filles', cell('b1', week[0]), cell('b1', week[1]), cell('b2', week[2], week[3])), week);
  assert.deepEqual(
    runs.map((run) => [run.cell.booking, run.nights.length]),
    [
      ['b1', 2],
      ['b2', 2],
    ],
  );
});

test('rows are grouped by zone in the order of the house', () => {
  const zones = byZone([row('a', 'filles'), row('b', 'garcons'), row('c', 'filles')]);
  assert.deepEqual(
    [...zones].map(([zone, rows]) => [zone, rows.length]),
    [
      ['filles', 2],
      ['garcons', 1],
    ],
  );
});

test('a bed is free when nobody else holds one of the nights, in every week', () => {
  const plans = [
    {
      rows: [
        row('a', 'filles', cell('mine', week[0])),
        row('b', 'filles', cell('other', week[1])),
        row('c', 'filles'),
        row('d', 'garcons'),
      ],
    },
    {
      rows: [
        row('a', 'filles'),
        row('b', 'filles'),
        row('c', 'filles', cell('other', '2027-01-11')),
        row('d', 'garcons'),
      ],
    },
  ];
  const ids = (nights) => freeBeds(plans, { nights, zone: 'filles', booking: 'mine' }).map(({ id }) => id);
  assert.deepEqual(ids([week[0], week[1]]), ['a', 'c']);
  assert.deepEqual(ids([week[0], '2027-01-11']), ['a', 'b']);
});
