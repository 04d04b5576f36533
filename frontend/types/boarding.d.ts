/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface ZoneOut {
  id: string;
  label: string;
  accessible: boolean;
}

export interface TariffOut {
  label: string;
  cents: number;
  unit: 'night' | 'week';
  words: string;
  valid_from: string;
  valid_to: string | null;
  source: string;
  demo: boolean;
}

export interface HouseBrief {
  id: string;
  name: string;
  institution: A.InstitutionBrief;
  zones: (A.ZoneOut)[];
  state: W.NightState;
  state_words: string;
  as_of: string;
  demo: boolean;
  url: string;
}

export interface HouseList {
  edition: string;
  items: (A.HouseBrief)[];
  widened: boolean;
  max_km: number;
  near: string | null;
}

export interface HouseOut {
  id: string;
  name: string;
  institution: A.InstitutionBrief;
  phone: string | null;
  zones: (A.ZoneOut)[];
  opening_words: string;
  published_from: string;
  published_to: string;
  tariffs: (A.TariffOut)[];
  rules_words: (string)[];
  state: W.NightState;
  state_words: string;
  as_of: string;
  demo: boolean;
  url: string;
}

export interface NightOut {
  night: string;
  zones: Record<string, W.NightState>;
  reason: string | null;
}

export interface AvailabilityOut {
  house: string;
  as_of: string;
  zones: (A.ZoneOut)[];
  nights: (A.NightOut)[];
}

export interface RequestOut {
  booking: string;
  code: string;
  person: string;
  minor: boolean;
  guardian: W.GuardianState;
  agreements_required: number;
  guardians: (A.StaffGuardianOut)[];
  agreement_due: boolean;
  nights: (string)[];
  nights_words: string;
  zone: A.ZoneOut;
  bed: A.BedOut | null;
  status: W.BookingStatus;
  status_words: string;
  asked_at: string;
  decide_before: string | null;
  note: string | null;
  origin_km: number | null;
  programme: string | null;
}

export interface StaffGuardianOut {
  id: string;
  name: string;
  confirmed: boolean;
  answer: W.Answer | null;
  words: string;
  reason_words: string | null;
  erased: boolean;
}

export interface BedOut {
  id: string;
  label: string;
  room: string;
  zone: string;
  accessible: boolean;
}

export interface QueueOut {
  house: string;
  agreements_required: number;
  items: (A.RequestOut)[];
}

export interface PlanCell {
  booking: string;
  label: string;
  status: W.BookingStatus;
  agreement_due: boolean;
  nights: (string)[];
}

export interface PlanRow {
  bed: A.BedOut;
  cells: (A.PlanCell)[];
}

export interface PlanOut {
  house: string;
  name: string;
  week: string;
  nights: (string)[];
  beds: number;
  occupied: number;
  free: number;
  awaiting: number;
  rows: (A.PlanRow)[];
}

export interface DecisionIn {
  outcome: 'accepted' | 'refused';
  bed?: string | null;
  reason?: 'full' | 'zone' | 'dates' | 'criteria' | 'incomplete' | 'agreement' | 'other' | null;
  note?: string | null;
}

export interface MoveIn {
  bed: string;
}

export interface GuardianAgreementIn {
  received_on: string;
  signatures?: 1 | 2;
}

export interface GuardianConfirmationIn {
  outcome: 'confirmed' | 'rejected';
}

export interface AgreementsRequiredIn {
  required: 1 | 2;
}

export interface BirthDateCorrectionIn {
  birth_date: string;
  reason: 'typing' | 'document' | 'other';
}
