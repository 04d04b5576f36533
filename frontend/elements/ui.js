/** @file Small pieces of every screen, as plain functions: icons, badge, pills, figures, waiting, refusal. */

import { t } from '../core/i18n.js';
import { html, nothing, svg } from '../vendor/lit.js';

/** @import { Refusal } from '../core/api.js' */
/** @import { FigureOut, PillOut, SourceOut, Track } from '../types/api.js' */

const shapes = {
  route: svg`<circle cx="6" cy="19" r="2.5"/><circle cx="18" cy="5" r="2.5"/><path d="M6 16.5V9a4 4 0 0 1 4-4h5.5M18 7.5V15a4 4 0 0 1-4 4H8.5"/>`,
  brief: svg`<rect x="3" y="7" width="18" height="13" rx="2"/><path d="M9 7V5a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v2M3 13h18"/>`,
  bed: svg`<path d="M3 18V6M3 14h18v4M21 14v-2a3 3 0 0 0-3-3h-8v5"/><circle cx="6.5" cy="10.5" r="1.5"/>`,
  ball: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3a14 14 0 0 1 0 18M12 3a14 14 0 0 0 0 18"/>`,
  me: svg`<circle cx="12" cy="8" r="4"/><path d="M4 21a8 8 0 0 1 16 0"/>`,
  share: svg`<path d="M12 15V3m0 0L8 7m4-4 4 4M5 12v7a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-7"/>`,
  star: svg`<path d="m12 3.6 2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.7-5.2 2.7 1-5.8L3.6 9.7l5.8-.8z"/>`,
  left: svg`<path d="M19 12H5m0 0 6-6m-6 6 6 6"/>`,
  next: svg`<path d="m9 5 7 7-7 7"/>`,
  previous: svg`<path d="m15 5-7 7 7 7"/>`,
  turn: svg`<path d="M8 4v15m0 0-4-4m4 4 4-4M16 20V5m0 0-4 4m4-4 4 4"/>`,
  pin: svg`<path d="M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  minus: svg`<path d="M5 12h14"/>`,
  up: svg`<path d="M12 20V5m0 0-6 6m6-6 6 6"/>`,
  down: svg`<path d="M12 4v15m0 0-6-6m6 6 6-6"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  phone: svg`<path d="M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z"/>`,
  out: svg`<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5"/>`,
};

/** @typedef {keyof typeof shapes} IconName */

/** Decorative: the words beside it carry the meaning. @param {IconName} name @param {string} [fill] */
export function icon(name, fill = 'none') {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" fill=${fill}>${shapes[name]}</svg>`;
}

/** The four lines of the campus, in the order of the settings. @type {{track: Track, letter: string}[]} */
export const lines = [
  { track: 'vocational', letter: 'P' },
  { track: 'apprenticeship', letter: 'A' },
  { track: 'higher', letter: 'S' },
  { track: 'continuing', letter: 'C' },
];

/** A track with its letter; the general way has none. @param {string} track @returns {{track: Track, letter: string}} */
export function lineOf(track) {
  return lines.find((line) => line.track === track) ?? { track: 'general', letter: '' };
}

/** The letter of a line, named for those who do not see the colour. @param {{track: Track, letter: string}} way */
export function badge({ track, letter }) {
  if (!letter) return nothing;
  return html`<span class="badge" data-track=${track} role="img" aria-label=${t(`track.${track}`)}>${letter}</span>`;
}

/** @param {string} words @param {PillOut['tone']} [tone] @param {PillOut['icon']} [sign] */
export function pill(words, tone = 'neutral', sign = null) {
  return html`<span class="pill" data-tone=${tone}>${sign ? icon(sign) : nothing}${words}</span>`;
}

/** At most three facts. @param {PillOut[]} facts */
export function pills(facts) {
  if (!facts.length) return nothing;
  return html`<div class="pills">${facts.slice(0, 3).map((fact) => pill(fact.words, fact.tone, fact.icon))}</div>`;
}

/** Words that open their source, year and scope when tapped. @param {unknown} words @param {FigureOut | null} figure */
export function figure(words, figure) {
  if (!figure) return words;
  return html`<button type="button" class="figure" aria-haspopup="dialog" @click=${() => tell(figure)}>${words}</button>`;
}

/** A figure large enough for the thumb. @param {string} value @param {string} caption @param {FigureOut | null} figure */
export function tile(value, caption, figure) {
  const inside = html`<b>${value}</b><span class="small">${caption}</span>`;
  if (!figure) return html`<div class="figure-tile">${inside}</div>`;
  return html`<button type="button" class="figure-tile" aria-haspopup="dialog" @click=${() => tell(figure)}>
    ${inside}
  </button>`;
}

/** @param {FigureOut} figure */
async function tell(figure) {
  const { showSource } = await import('./source.js');
  showSource(figure);
}

/** The line, waiting. It appears only after 300 ms (see `states.css`). */
export function skeleton() {
  const bar = html`<div class="bar">
    <span class="segment"><i class="station"></i></span><span class="segment"><i class="station"></i></span>
  </div>`;
  return html`<div class="skeleton" role="status"><span class="hidden-words">${t('wait')}</span>${bar}${bar}${bar}</div>`;
}

/** The line stops before the arrival. */
const brokenLine = html`<div class="bar" aria-hidden="true">
  <span class="segment" data-track="vocational"><i class="station"></i></span>
  <span class="segment" data-track="general" data-lead><i class="station" data-change></i><i class="station" data-arrival></i></span>
</div>`;

/** A refusal is part of the product: what happened, why, what to do. @param {Refusal} refusal @param {() => void} retry */
export function problem(refusal, retry) {
  const gone = [403, 404, 410].includes(refusal.status);
  const home = html`<a class=${gone ? 'btn' : 'link'} href="/">${t('problem.home')}</a>`;
  return html`<div class="problem">
    <h1 tabindex="-1">${refusal.title}</h1>
    ${brokenLine}
    <p>${refusal.detail}</p>
    <p><b>${refusal.next}</b></p>
    ${gone ? nothing : refusal.status === 401 ? signInLink() : retryButton(retry)} ${home}
  </div>`;
}

/** Back here once signed in. */
function signInLink() {
  const here = encodeURIComponent(location.pathname + location.search);
  return html`<a class="btn" href="/connexion?next=${here}">${t('problem.sign-in')}</a>`;
}

/** @param {() => void} retry */
function retryButton(retry) {
  return html`<button type="button" class="btn" @click=${retry}>${t('problem.retry')}</button>`;
}

/** A short refusal inside a screen, after an act. @param {Refusal | null} refusal */
export function refusalNote(refusal) {
  if (!refusal) return nothing;
  return html`<div class="message" role="alert">
    <b class="tone-stop">${refusal.title}.</b> ${refusal.detail} <b>${refusal.next}</b>
  </div>`;
}

/** Nothing here, and the ways out. @param {string} words @param {{words: string, url: string}[]} exits */
export function empty(words, exits) {
  return html`<div class="empty">
    ${words ? html`<p>${words}</p>` : nothing} ${exits.map((exit) => html`<a class="btn alt" href=${exit.url}>${exit.words}</a>`)}
  </div>`;
}

/** Where what is shown comes from. @param {SourceOut[]} all */
export function sourcesNote(all) {
  if (!all.length) return nothing;
  return html`<details class="sources">
    <summary>${t('sources.title')}</summary>
    <ul class="small">${all.map((one) => html`<li>${one.title} (${one.producer}), ${one.vintage.replace('_', '-')}, ${one.licence}</li>`)}</ul>
  </details>`;
}

/** The words after the last comma get the highlighter: "BTS Construction navale, [en 5 ans]". @param {string} title */
export function marked(title) {
  const cut = title.lastIndexOf(', ');
  if (cut < 0) return title;
  return html`${title.slice(0, cut + 2)}<span class="mark">${title.slice(cut + 2)}</span>`;
}

/** Said aloud, and shown for a moment when `seen`. @param {Element} from @param {string} words @param {{seen?: boolean}} [how] */
export function announce(from, words, { seen = false } = {}) {
  from.dispatchEvent(new CustomEvent('announce', { bubbles: true, detail: { words, seen } }));
}
