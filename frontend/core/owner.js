/**
 * @file Whose things this device holds. Somebody's go with them: set aside when their session has lapsed, given back when
 * they come again, emptied before anybody else sees the device. Loaded when the person changes. See docs/sessions.md.
 */

import { empty, keptJourneys, restore } from './carnet.js';
import { NAMES, within } from './database.js';
import { wipe } from './leaving.js';
import { purge } from './offline.js';
import { ASIDE, OWNER } from './session.js';

/** @import { Entry } from './carnet.js' */
/** @typedef {Record<string, string>} Texts */
/** @typedef {{owner: string, journeys: Entry[], local: Texts, visit: Texts}} Aside `local`, `visit`: what localStorage and sessionStorage held */

const STORE = { name: NAMES.aside, store: 'kept', key: 'owner' };
/** About the session, not about what somebody kept. */
const MARKS = new Set([OWNER, ASIDE, 'passerelles.session', 'passerelles.brief', 'passerelles.leaving']);

/**
 * This person is here now (null: nobody). Settled once nothing that somebody else kept can be seen any more.
 * One tab at a time; a tab closed in the middle leaves the owner's mark, so that the next opening does it again.
 * @param {string | null} id
 */
export async function become(id) {
  const act = () => settle(id);
  await (navigator.locks ? navigator.locks.request(OWNER, act) : act());
}

/** @param {string | null} id */
async function settle(id) {
  const owner = localStorage.getItem(OWNER);
  if (owner === id) return;
  if (id === null) {
    await setAside(/** @type {string} */ (owner));
    return localStorage.removeItem(OWNER);
  }
  if (owner !== null) await wipe();
  else if (localStorage.getItem(ASIDE) === id) await giveBack();
  else if (localStorage.getItem(ASIDE) !== null) await forgetAside();
  localStorage.setItem(OWNER, id); // what was kept by nobody is theirs from now on
}

/** A browser that keeps no database has no journey either: what little it holds is let go. @param {string} owner */
async function setAside(owner) {
  const journeys = await keptJourneys().catch(() => []);
  const [local, visit] = [textsOf(localStorage), textsOf(sessionStorage)];
  if (journeys.length || Object.keys({ ...local, ...visit }).length) {
    const done = addAside({ owner, journeys, local, visit }).then(() => localStorage.setItem(ASIDE, owner));
    await (journeys.length ? done : done.catch(() => undefined));
  }
  if (journeys.length) await empty();
  await purge();
  for (const name of Object.keys(local)) localStorage.removeItem(name);
  sessionStorage.clear();
}

/** With what a tab closed in the middle had already put there. @param {Aside} more */
async function addAside(more) {
  /** @type {Aside | undefined} */
  const former = await within(STORE, 'readonly', (store) => store.get(more.owner));
  const journeys = [...(former?.journeys ?? []), ...more.journeys];
  const [local, visit] = [
    { ...former?.local, ...more.local },
    { ...former?.visit, ...more.visit },
  ];
  await within(STORE, 'readwrite', (store) => store.put({ owner: more.owner, journeys, local, visit }));
}

/** What was kept here meanwhile, by nobody, stays: theirs now. */
async function giveBack() {
  const all = /** @type {Aside[]} */ (await within(STORE, 'readonly', (store) => store.getAll()));
  for (const { journeys, local, visit } of all) {
    const meanwhile = new Map((await keptJourneys()).map((entry) => [entry.id, entry]));
    for (const entry of journeys) await restore({ ...meanwhile.get(entry.id), ...entry });
    for (const [name, text] of Object.entries({ ...local, ...textsOf(localStorage) })) localStorage.setItem(name, text);
    for (const [name, text] of Object.entries({ ...visit, ...textsOf(sessionStorage) }))
      sessionStorage.setItem(name, text);
  }
  await forgetAside();
}

async function forgetAside() {
  await within(STORE, 'readwrite', (store) => store.clear());
  localStorage.removeItem(ASIDE);
}

/** @param {Storage} storage @returns {Texts} */
function textsOf(storage) {
  return Object.fromEntries(Object.entries(storage).filter(([name]) => !MARKS.has(name)));
}
