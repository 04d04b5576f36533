import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import './dom.js';

const { duration, segments, spoken } = await import('../elements/line.js');
const { itineraries } = JSON.parse(readFileSync(new URL('fixtures/journeys.json', import.meta.url), 'utf8'));

/** `~` is a no-break space. @param {string} text */
const bound = (text) => text.replaceAll('~', '\u00a0');

test('a journey is drawn as one segment a leg, and changes line where the track changes', () => {
  const drawn = segments(itineraries[0].legs);
  assert.deepEqual(
    drawn.map(({ track, years, change }) => ({ track, years, change })),
    [
      { track: 'vocational', years: 3, change: false },
      { track: 'apprenticeship', years: 2, change: true },
    ],
  );
});

test('two legs of the same track are one line', () => {
  assert.deepEqual(
    segments(itineraries[2].legs).map(({ change }) => change),
    [false, false, true],
  );
});

test('the drawing is also a sentence', () => {
  assert.equal(
    spoken(segments(itineraries[0].legs)),
    bound('Bac pro (voie professionnelle scolaire), 3~ans, puis BTS (apprentissage), 2~ans.'),
  );
});

test('a half year is written with a comma', () => {
  assert.equal(duration(1.5), bound('1,5~an'));
});

test('nobody says how long an adult takes without a programme', () => {
  const leg = { ...itineraries[0].legs[0], programme: null, status: 'vae', years: 1 };
  assert.match(spoken(segments([leg])), /^Bac pro \(.+\), durée à confirmer\.$/);
  assert.equal(segments([{ ...leg, status: 'apprenticeship', years: 2 }])[0].time, bound('2~ans'));
});
