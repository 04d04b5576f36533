/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface CompanyOut {
  id: string;
  name: string;
  sign: string | null;
  address: string;
  city: string;
  lat: number | null;
  lon: number | null;
  distance_km: number | null;
  size: string | null;
  field: string;
}

export interface CompanyList {
  edition: string;
  items: (A.CompanyOut)[];
  total: number;
  next: string | null;
  near: string | null;
  words: string;
  source: A.SourceOut;
}
