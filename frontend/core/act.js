/** @file An act of a screen: one at a time, its refusal kept to be shown beside it, one key until it is answered. */

import { newKey, Refusal } from './api.js';

/** @import { LitElement } from '../vendor/lit.js' */

export class Act {
  busy = false;
  /** @type {Refusal | null} */
  denied = null;
  key = newKey();

  /** @param {LitElement} host drawn again when the act begins and when it is answered */
  constructor(host) {
    this.host = host;
  }

  /** Runs unless one is running already; says whether it was done. @param {(key: string) => Promise<unknown>} act @returns {Promise<boolean>} */
  async run(act) {
    if (this.busy) return false;
    this.busy = true;
    this.denied = null;
    this.host.requestUpdate();
    try {
      await act(this.key);
      this.key = newKey();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.denied = error;
      if (!error.offline) this.key = newKey(); // a lost network tries the same act again
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
