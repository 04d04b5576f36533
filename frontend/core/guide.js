/** @file The five questions: their answers stay on this device, which adds up the points of each sector. */

/** @import { GuideOut } from '../types/api.js' */
/** @typedef {Record<string, string>} Answers option chosen, by question */

const KEY = 'passerelles.guide';
const SHOWN = 3;

/** @returns {Answers} */
export function keptAnswers() {
  return JSON.parse(localStorage.getItem(KEY) ?? '{}');
}

/** @param {Answers} answers */
export function keepAnswers(answers) {
  localStorage.setItem(KEY, JSON.stringify(answers));
}

export function forgetAnswers() {
  localStorage.removeItem(KEY);
}

/** The first question without an answer, or the number of questions when all have one. @param {GuideOut} guide @param {Answers} answers */
export function following({ questions }, answers) {
  const index = questions.findIndex(({ id, options }) => !options.some((one) => one.id === answers[id]));
  return index < 0 ? questions.length : index;
}

/** The sectors with most points, at most three; equal ones by name. @param {GuideOut} guide @param {Answers} answers @returns {{id: string, label: string}[]} */
export function suggested({ questions, sectors }, answers) {
  /** @type {Map<string, number>} */
  const points = new Map();
  for (const { id, options } of questions) {
    const weights = options.find((one) => one.id === answers[id])?.weights ?? {};
    for (const [sector, weight] of Object.entries(weights)) points.set(sector, (points.get(sector) ?? 0) + weight);
  }
  return [...points]
    .filter(([id, sum]) => sum > 0 && id in sectors)
    .sort(([a, more], [b, less]) => less - more || sectors[a].localeCompare(sectors[b], 'fr'))
    .slice(0, SHOWN)
    .map(([id]) => ({ id, label: sectors[id] }));
}
