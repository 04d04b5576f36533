/** @file Who is signed in, asked once per visit; a visitor costs no request. */
import { forget, get, Refusal } from './api.js';
import { t } from './i18n.js';

/** @import { MeOut } from '../types/api.js' */
/** @import { Left } from './leaving.js' */

/** Until when somebody's session lives, as far as this device knows (ms). Once past, who is here is asked before the first screen. */
const SESSION = 'passerelles.session';
/** The session is a short one: it ends by the clock, with or without a network. */
const BRIEF = 'passerelles.brief';
const BRIEF_MS = 2 * 3600_000;
const PATIENCE_MS = 3000; // a slow network is worth a first screen that may start anew
/** The id of the person whose things are in use here; without it they are nobody's yet. It outlives a lapsed session. */
export const OWNER = 'passerelles.owner';
/** The id of the person whose things are set aside (`owner.js`). */
export const ASIDE = 'passerelles.aside';

/** @type {Promise<MeOut> | null} */
let asked = null;
/** Whose things this page may show. @type {string | null} */
let here = null;

const owner = () => localStorage.getItem(OWNER);
const isOver = () => Number(localStorage.getItem(SESSION)) < Date.now();

export function mayBeSignedIn() {
  return localStorage.getItem(SESSION) !== null;
}

/** Whether somebody left without a network: the server does not know yet. */
export const isLeaving = () => localStorage.getItem('passerelles.leaving') !== null;

/** Whether somebody's things wait here for them. */
export const isKeptAside = () => localStorage.getItem(ASIDE) !== null;

/** Settled once nothing that somebody else kept here can be seen any more. @param {{fresh?: boolean}} [how] @returns {Promise<MeOut>} */
export function me({ fresh = false } = {}) {
  if (asked && !fresh) return asked;
  /** @type {Promise<MeOut>} */
  const question = get('/api/me').then(
    (person) => (asked === question ? settle(/** @type {MeOut} */ (person)) : (asked ?? me())), // a later answer counts
    (error) => refuse(error, asked === question),
  );
  asked = question;
  return question;
}

/** @param {MeOut} person */
async function settle(person) {
  await become(person.id);
  if (!person.expires_at) {
    for (const mark of [SESSION, BRIEF]) localStorage.removeItem(mark);
    return person;
  }
  const until = Date.parse(person.expires_at);
  localStorage.setItem(SESSION, String(until));
  if (until - Date.now() <= BRIEF_MS) localStorage.setItem(BRIEF, '1');
  else localStorage.removeItem(BRIEF);
  return person;
}

/** @param {unknown} error @param {boolean} last @returns {Promise<never>} */
async function refuse(error, last) {
  if (last) asked = null;
  if (error instanceof Refusal && error.offline && localStorage.getItem(BRIEF) && isOver()) await become(null);
  here ??= owner(); // what is kept on the device shows without a network
  throw error;
}

/** This person is here now; null: nobody. @param {string | null} id */
async function become(id) {
  if (id !== owner()) {
    await (await import('./owner.js')).become(id);
    forget();
  }
  here = id;
}

/**
 * Before the first screen, and when the network is back: whoever left without it leaves first; then who is here is asked,
 * if their session may be over or may have begun elsewhere.
 * @param {import('../app.js').App} app
 */
export async function meetFirst(app) {
  if (isLeaving()) await finishLeaving(app);
  if (!mayBeSignedIn() || !isOver()) return;
  let drawn = app.hasUpdated;
  if (drawn) asked = null;
  const met = meet(() => drawn).catch(() => undefined);
  await Promise.race([met, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  drawn = true;
}

/** @param {import('../app.js').App} app */
async function finishLeaving(app) {
  const { resume } = await import('./leaving.js');
  const said = { detail: { words: t('leaving.done'), seen: true } };
  await resume().then(
    () => app.dispatchEvent(new CustomEvent('announce', said)),
    () => undefined, // every request tries again
  );
}

/** Who is here; a page that may show somebody else's things starts anew. @param {() => boolean} [isDrawn] @returns {Promise<MeOut>} */
export async function meet(isDrawn = () => true) {
  if (asked) return asked; // a screen asked before it drew
  const shown = owner();
  try {
    return await me();
  } finally {
    if (isDrawn() && shown !== null && shown !== owner()) startAnew();
  }
}

/** Call before leaving for an identity provider: whoever comes back may be signed in. */
export function leavingToSignIn() {
  localStorage.setItem(SESSION, '0');
}

/** Call after a sign-in that succeeded. */
export function signedIn() {
  forget();
  return me({ fresh: true });
}

/**
 * Signs out and leaves nothing of this person on the device, with or without a network.
 * @param {() => Promise<unknown>} [first] an act that ends the session too; when it is refused, nobody leaves
 * @returns {Promise<Left>}
 */
export async function signOut(first) {
  const { leave } = await import('./leaving.js');
  const leaving = here;
  here = null; // the browser tells this tab too that its storage was emptied
  await first?.().catch((error) => {
    here = leaving;
    throw error;
  });
  asked = null;
  const left = await leave();
  forget();
  asked = null;
  return left;
}

/** What this page shows is somebody's who is not here any more. */
const isLeftOver = () => here !== null && here !== owner();

/** Nothing is drawn nor written any more, not even the note that was being typed. @param {string} [url] the same page without it */
function startAnew(url) {
  for (const event of ['change', 'blur']) addEventListener(event, (one) => one.stopImmediatePropagation(), true);
  document.body.replaceChildren();
  if (url) location.replace(url);
  else location.reload();
}

// Another tab signed out (it emptied everything: `key` null), or found somebody else, or nobody.
globalThis.addEventListener?.('storage', ({ key }) => {
  if ((key !== null && key !== OWNER) || !isLeftOver()) return;
  sessionStorage.clear();
  startAnew('/');
});
// The page comes back from the browser's memory, as it was before somebody left.
globalThis.addEventListener?.('pageshow', ({ persisted }) => {
  if (persisted && isLeftOver()) startAnew();
});
// Somebody takes up a page that was left open: their session may be over.
globalThis.document?.addEventListener?.('visibilitychange', () => {
  if (document.hidden || here === null || !isOver()) return;
  asked = null;
  meet().catch(() => undefined);
});
