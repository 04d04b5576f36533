/** @file Who is signed in, asked once per visit; a visitor costs no request. */
import { forget, get } from './api.js';

/** @import { MeOut } from '../types/api.js' */
/** @import { Left } from './leaving.js' */

/** Set when this device has signed in: says only that asking `/api/me` is worth it. */
const FLAG = 'passerelles.session';
/** @type {Promise<MeOut> | null} */
let asked = null;
/** Whether this page has shown somebody's things. */
let shown = false;

export function mayBeSignedIn() {
  return localStorage.getItem(FLAG) === '1';
}

/** Whether somebody left without a network: the server does not know yet. */
export const isLeaving = () => localStorage.getItem('passerelles.leaving') !== null;

/** @param {{fresh?: boolean}} [how] @returns {Promise<MeOut>} */
export function me({ fresh = false } = {}) {
  if (fresh || !asked) asked = get('/api/me');
  asked.then(
    (person) => {
      shown ||= person.signed_in;
      if (person.signed_in)
        localStorage.setItem(FLAG, '1'); // an identity provider brought them here
      else localStorage.removeItem(FLAG);
    },
    () => (asked = null),
  );
  return asked;
}

/** Call before leaving for an identity provider: whoever comes back may be signed in. */
export function leavingToSignIn() {
  localStorage.setItem(FLAG, '1');
}

/** Call after a sign-in that succeeded. */
export function signedIn() {
  localStorage.setItem(FLAG, '1');
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
  shown = false; // the browser tells this tab too that its storage was emptied
  await first?.().catch((error) => {
    shown = true;
    throw error;
  });
  const left = await leave();
  forget();
  asked = null;
  return left;
}

/** What this page shows is somebody's who is not here any more. */
const isLeftOver = () => shown && !mayBeSignedIn();

// Another tab signed out: it emptied everything (`key` null). What this tab kept for itself goes too.
globalThis.addEventListener?.('storage', ({ key }) => {
  if (key !== null || !isLeftOver()) return;
  sessionStorage.clear();
  document.body.replaceChildren();
  location.replace('/');
});
// The page comes back from the browser's memory, as it was before somebody left.
globalThis.addEventListener?.('pageshow', ({ persisted }) => {
  if (!persisted || !isLeftOver()) return;
  document.body.replaceChildren();
  location.reload();
});
