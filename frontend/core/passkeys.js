/** @file Passkeys as the browser makes and uses them. Binary values travel in base64url. */

import { Refusal, send } from './api.js';
import { t } from './i18n.js';

/** @import { MeOut, NewPasskeyQuestionOut, PasskeyOut, PasskeyQuestionOut } from '../types/api.js' */

/** Browsers want a name (an address in figures has none) and a safe way to it. */
export function possible() {
  return globalThis.isSecureContext && 'PublicKeyCredential' in globalThis && isNamed(location.hostname);
}

/** @param {string} host */
export function isNamed(host) {
  return !/^[\d.]+$/.test(host) && !host.includes(':');
}

/** Whether this very device can recognise its owner. @returns {Promise<boolean>} */
export async function isReadyHere() {
  if (!possible()) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Has the device make a key, and the server keep it. @returns {Promise<PasskeyOut>} @throws {Refusal} */
export async function add() {
  /** @type {NewPasskeyQuestionOut} */
  const asked = await send('POST', '/api/me/passkey-challenges');
  const made = await answered(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.rp_id, name: asked.rp_name },
        user: { id: bytes(asked.user_id), name: asked.user_name, displayName: asked.user_name },
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: /** @type {const} */ ('public-key'), alg })),
        excludeCredentials: asked.exclude.map((id) => ({ type: /** @type {const} */ ('public-key'), id: bytes(id) })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: asked.timeout_ms,
      },
    }),
  );
  const response = /** @type {AuthenticatorAttestationResponse} */ (made.response);
  return send('POST', '/api/me/passkeys', {
    credential_id: made.id,
    client_data: text(response.clientDataJSON),
    attestation: text(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** Signs in with any key that this device has for this site. @param {{short: boolean}} how @returns {Promise<MeOut>} @throws {Refusal} */
export async function enter({ short }) {
  /** @type {PasskeyQuestionOut} */
  const asked = await send('POST', '/api/session/passkey-challenges');
  const found = await answered(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytes(asked.challenge),
        rpId: asked.rp_id,
        userVerification: 'required',
        timeout: asked.timeout_ms,
      },
    }),
  );
  const response = /** @type {AuthenticatorAssertionResponse} */ (found.response);
  return send('POST', '/api/session/passkey', {
    credential_id: found.id,
    client_data: text(response.clientDataJSON),
    authenticator_data: text(response.authenticatorData),
    signature: text(response.signature),
    user_handle: text(response.userHandle ?? new ArrayBuffer(0)),
    short,
  });
}

/** Given up, too slow, no key, already there: browsers do not say which, on purpose. @param {() => Promise<Credential | null>} ask */
async function answered(ask) {
  try {
    return /** @type {PublicKeyCredential} */ (await ask());
  } catch (error) {
    const already = error instanceof DOMException && error.name === 'InvalidStateError';
    const key = already ? 'passkey.already' : 'passkey.nothing';
    throw new Refusal({ status: 400, title: t(key), detail: t(`${key}.why`), next: t(`${key}.next`) });
  }
}

/** @param {ArrayBuffer} buffer */
export function text(buffer) {
  const characters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} words base64url @returns {Uint8Array<ArrayBuffer>} */
export function bytes(words) {
  const characters = atob(words.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (one) => one.charCodeAt(0));
}
