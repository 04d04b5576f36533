/** @file The only door to the server: JSON in, JSON out, refusals as typed errors with a sentence and a next step. */
import { t } from './i18n.js';

/** A refusal ready for the screen. `status` 0: the network did not answer. */
export class Refusal extends Error {
  /** @param {{status: number, type?: string, title: string, detail?: string, next?: string, [extra: string]: unknown}} body */
  constructor(body) {
    super(body.title);
    this.status = body.status;
    this.slug = (body.type ?? '').split('/').pop() ?? '';
    this.title = body.title;
    this.detail = body.detail ?? '';
    this.next = body.next ?? '';
    /** @type {Record<string, unknown>} the whole answer: `alternatives` of a taken slot, for instance. */
    this.body = body;
  }

  get offline() {
    return this.status === 0;
  }
}

const KEPT = 40;
/** Answers of this visit, so that going back shows the same list at once. @type {Map<string, unknown>} */
const memory = new Map();

/** When an answer of the service worker was true. @type {WeakMap<object, Date>} */
const ages = new WeakMap();

/** When this answer was true, or null when it comes fresh from the network. @param {object} answer */
export function keptSince(answer) {
  return ages.get(answer) ?? null;
}

/** @param {string} path @param {unknown} answer */
export function keep(path, answer) {
  memory.delete(path);
  memory.set(path, answer);
  if (memory.size > KEPT) memory.delete(/** @type {string} */ (memory.keys().next().value));
}

/** The answer that came inside the page, for the first screen that asks. @type {unknown} */
let seeded;
/** The question it answers; null: any. @type {string | null} */
let seededFor = null;

/** @param {unknown} answer @param {string | null} [question] the API's address that it answers */
export function seed(answer, question = null) {
  seeded = answer;
  seededFor = question;
}

/** Takes the answer that came inside the page, once, if it answers this very question. @param {string} path */
export function takeSeed(path) {
  const answer = seededFor === null || canonical(seededFor) === canonical(path) ? seeded : undefined;
  seeded = undefined;
  if (answer !== undefined) keep(path, answer);
  return answer;
}

/** The same question whatever the order and the encoding of its words. @param {string} path */
function canonical(path) {
  const url = new URL(path, 'http://passerelles');
  url.searchParams.sort();
  return `${decodeURIComponent(url.pathname)}?${url.searchParams}`;
}

/** The answer already seen in this visit, if any. @param {string} path */
export function peek(path) {
  return memory.get(path);
}

/** Forgets what was seen: after signing in or out, after an act. */
export function forget() {
  memory.clear();
}

/**
 * Reads, and remembers the answer for the way back (see `peek`).
 * @template T
 * @param {string} path `/api/…` with its query
 * @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<T>}
 * @throws {Refusal}
 */
export async function get(path, { signal } = {}) {
  const answer = await call(path, { signal, headers: { Accept: 'application/json' } });
  keep(path, answer);
  return /** @type {T} */ (answer);
}

/**
 * Acts. The same tap tried again must carry the same `key` (see `newKey`), so that it is one act.
 * @template T
 * @param {'POST' | 'PUT' | 'DELETE'} method
 * @param {string} path
 * @param {unknown} [body]
 * @param {{key?: string}} [options]
 * @returns {Promise<T>}
 * @throws {Refusal}
 */
export async function send(method, path, body, { key } = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json', 'X-Requested-With': 'passerelles' };
  if (key) headers['Idempotency-Key'] = key;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await call(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  forget();
  return /** @type {T} */ (answer);
}

/** A key for one tap: keep it until the tap is answered, make another for the next. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // `randomUUID` is missing on plain http
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} path @param {RequestInit} init */
async function call(path, init) {
  const response = await reach(path, init);
  if (response.status === 204) return null;
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? await response.json() : null;
  const kept = response.headers.get('Passerelles-Kept');
  if (kept && body) ages.set(body, new Date(kept));
  if (response.ok && isJson) return body;
  throw new Refusal(
    body?.title ? body : { status: response.status, title: t('failure.title'), next: t('failure.next') },
  );
}

/** @param {string} path @param {RequestInit} init */
async function reach(path, init) {
  if (globalThis.localStorage?.getItem('passerelles.leaving')) await (await import('./leaving.js')).resume();
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'AbortError') throw error;
    throw new Refusal({ status: 0, title: t('offline.title'), detail: t('offline.detail'), next: t('offline.next') });
  }
}
