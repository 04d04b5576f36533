/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface ScopeOut {
  id: string;
  label: string;
}

export interface ScopeList {
  items: (A.ScopeOut)[];
}

export interface GiveableOut {
  role: W.RoleName;
  label: string;
  kind: W.ScopeKind;
  anywhere: boolean;
  scopes: (A.ScopeOut)[];
  must_end: boolean;
  latest: string;
}

export interface LendableOut {
  grant: string;
  role: W.RoleName;
  scope_kind: W.ScopeKind;
  scope: string;
  label: string;
  place: string | null;
  latest: string;
}

export interface TeamOptions {
  gives: (A.GiveableOut)[];
  lends: (A.LendableOut)[];
}

export interface GrantOut {
  id: string;
  role: W.RoleName;
  label: string;
  scope_kind: W.ScopeKind;
  place: string | null;
  since: string;
  until: string | null;
  delegated: boolean;
  given_by: string | null;
  may_end: boolean;
}

export interface MemberOut {
  person: string;
  name: string;
  me: boolean;
  grants: (A.GrantOut)[];
}

export interface TeamOut {
  items: (A.MemberOut)[];
  total: number;
  next: string | null;
}

export interface EndIn {
  reason: W.EndReason;
}

export interface DelegationIn {
  grant: unknown;
  person: unknown;
  ends_on: string;
}

export interface InvitationIn {
  role: W.RoleName;
  scope_kind: W.ScopeKind;
  scope: string;
  ends_on?: string | null;
  delegates?: unknown | null;
  channel: W.Channel;
  email?: string | null;
  name: string;
}

export interface RenewalIn {
  channel: W.Channel;
  email?: string | null;
}

export interface InvitationOut {
  id: string;
  name: string | null;
  role: W.RoleName;
  label: string;
  place: string | null;
  class_name: string | null;
  until: string | null;
  channel: W.Channel;
  delegated: boolean;
  state: W.InvitationState;
  state_words: string;
  created_at: string;
  expires_at: string;
  invited_by: string | null;
}

export interface InvitationMade {
  invitation: A.InvitationOut;
  url: string | null;
  qr: string | null;
  demo_mail_url: string | null;
}

export interface InvitationList {
  items: (A.InvitationOut)[];
  total: number;
  next: string | null;
}

export interface InvitationShown {
  role: W.RoleName;
  label: string;
  what: string;
  place: string | null;
  until: string | null;
  delegated: boolean;
  invited_by: string | null;
  expires_at: string;
}

export interface ClassIn {
  file: string;
  institution: string;
  role: W.LearnerRole;
  ends_on: string;
  dry_run: boolean;
}

export interface ClassRow {
  line: number;
  name: string;
  class_name: string | null;
  outcome: W.RowOutcome;
  words: (string)[];
}

export interface PaperOut {
  name: string;
  class_name: string | null;
  url: string;
  qr: string;
}

export interface ClassReport {
  applied: boolean;
  rows: (A.ClassRow)[];
  invited: number;
  known: number;
  refused: number;
  ignored_columns: (string)[];
  words: string;
  papers: (A.PaperOut)[];
  mailed: number;
}

export interface AuditOut {
  number: number;
  at: string;
  actor: string;
  act: string;
  words: string;
  subject: string;
  why: string | null;
  details: (string)[];
}

export interface AuditList {
  items: (A.AuditOut)[];
  total: number;
  next: string | null;
}
