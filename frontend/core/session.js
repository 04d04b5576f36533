/** @file Who is signed in, asked once per visit; a visitor costs no request. */
import { forget, get, send } from './api.js';

/** @import { MeOut } from '../types/api.js' */

/** Set when this device has signed in: says only that asking `/api/me` is worth it. */
const FLAG = 'passerelles.session';
/** @type {Promise<MeOut> | null} */
let asked = null;

export function mayBeSignedIn() {
  return localStorage.getItem(FLAG) === '1';
}

/** @param {{fresh?: boolean}} [how] @returns {Promise<MeOut>} */
export function me({ fresh = false } = {}) {
  if (fresh || !asked) asked = get('/api/me');
  asked.then(
    (person) => person.signed_in || localStorage.removeItem(FLAG),
    () => (asked = null),
  );
  return asked;
}

/** Call after a sign-in that succeeded. */
export function signedIn() {
  localStorage.setItem(FLAG, '1');
  forget();
  return me({ fresh: true });
}

/** Signs out and leaves nothing of this person on the device. */
export async function signOut() {
  await send('DELETE', '/api/session');
  const [carnet, offline] = await Promise.all([import('./carnet.js'), import('./offline.js')]);
  await Promise.all([carnet.empty(), offline.purge()]);
  localStorage.removeItem(FLAG);
  forget();
  asked = null;
}
