/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface FacilityOut {
  id: string;
  name: string;
  city: string;
  lat: number | null;
  lon: number | null;
  distance_km: number | null;
  kind: string | null;
  accessible: boolean | null;
  school: boolean;
  year: string | null;
  activities: (string)[];
}

export interface FacilityList {
  edition: string;
  items: (A.FacilityOut)[];
  total: number;
  next: string | null;
  near: string | null;
  activities: (string)[];
  words: string;
  source: A.SourceOut;
}

export interface FacilityPage {
  edition: string;
  facility: A.FacilityOut;
  words: string;
  source: A.SourceOut;
}
