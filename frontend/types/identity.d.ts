/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface ProviderOut {
  id: string;
  label: string;
  kind: 'oidc' | 'saml';
  logo: string | null;
  help: string | null;
}

export interface SignInOptionsOut {
  providers: (A.ProviderOut)[];
  code: boolean;
  passkey: boolean;
  down: (string)[];
}

export interface SignInStartIn {
  next?: string | null;
  short?: boolean;
}

export interface LocationOut {
  location: string;
}

export interface SignedOutOut {
  location: string | null;
}
