/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface CuratedIn {
  source: string;
  target: string;
  kind?: W.ProgressionKind;
  conditions: string;
  source_note: string;
}

export interface StationNamed {
  id: string;
  label: string;
}

export interface CuratedOut {
  id: string;
  source: A.StationNamed;
  target: A.StationNamed;
  kind: W.ProgressionKind;
  conditions: string;
  source_note: string;
  author: string | null;
  created_at: string;
  may_withdraw: boolean;
  state: 'shown' | 'unknown' | 'withdrawn';
}

export interface CuratedList {
  items: (A.CuratedOut)[];
}
