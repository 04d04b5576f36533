/** @file How the state of the guardians' agreement is coloured. */

/** By state. */
export const TONES = /** @type {const} */ ({
  not_needed: 'neutral',
  to_collect: 'wait',
  to_confirm: 'wait',
  received: 'go',
  disagreed: 'stop',
});
