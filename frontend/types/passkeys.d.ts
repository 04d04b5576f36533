/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface PasskeyOut {
  id: string;
  name: string;
  created_at: string;
  used_at: string | null;
}

export interface PasskeyList {
  items: (A.PasskeyOut)[];
  may_change: W.MayChange;
  offer: boolean;
}

export interface NewPasskeyQuestionOut {
  challenge: string;
  rp_id: string;
  rp_name: string;
  user_id: string;
  user_name: string;
  algorithms: (number)[];
  exclude: (string)[];
  timeout_ms: number;
}

export interface NewPasskeyIn {
  credential_id: string;
  client_data: string;
  attestation: string;
  transports?: (W.Transport)[];
  name?: string | null;
}

export interface PasskeyNameIn {
  name: string;
}

export interface OfferIn {
  wanted: false;
}

export interface PasskeyQuestionOut {
  challenge: string;
  rp_id: string;
  timeout_ms: number;
}

export interface PasskeySessionIn {
  credential_id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
  user_handle: string;
  short?: boolean;
}
