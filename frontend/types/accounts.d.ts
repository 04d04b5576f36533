/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface RoleOut {
  name: W.RoleName;
  scope_kind: W.ScopeKind;
  scope: string;
  label: string;
}

export interface MeOut {
  signed_in: boolean;
  id: string | null;
  name: string | null;
  minor: boolean | null;
  birth_date_known: boolean;
  roles: (A.RoleOut)[];
  home: string | null;
  demo: boolean;
  unread: number;
  expires_at: string | null;
}

export interface DemoSessionIn {
  persona: W.Persona;
  n?: number;
  short?: boolean;
}

export interface CodeRequestIn {
  email: string;
}

export interface CodeSentOut {
  words: string;
  expires_in_minutes: number;
  demo_mail_url: string | null;
}

export interface SessionIn {
  email: string;
  code: string;
  short?: boolean;
}

export interface OpenSessionOut {
  id: string;
  device: string;
  way_in: string;
  short: boolean;
  opened_at: string;
  seen_at: string;
  ends_at: string;
  current: boolean;
}

export interface OpenSessionList {
  items: (A.OpenSessionOut)[];
}

export interface BirthDateIn {
  birth_date: string;
  name: string;
}
