/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface LookOut {
  day: string;
  who: string;
  place: string;
  what: string;
}

export interface LookList {
  items: (A.LookOut)[];
  older: boolean;
}

export interface HeldOut {
  table: string;
  theme: string;
  title: string;
  kept: string;
  basis: string;
  rows: (Record<string, unknown>)[];
}

export interface ChildDataOut {
  id: string;
  name: string | null;
}

export interface MyDataOut {
  made_at: string;
  person: string;
  held: (A.HeldOut)[];
  children: (A.ChildDataOut)[];
}

export interface KeptOut {
  title: string;
  why: string;
  kept: string;
}

export interface ErasurePreview {
  first: (string)[];
  erased: (string)[];
  kept: (A.KeptOut)[];
}

export interface ErasureIn {
  confirmation: 'EFFACER';
}

export interface ErasedOut {
  words: string;
}
