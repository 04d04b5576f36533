/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface ProgressionLeg {
  kind: W.ProgressionKind;
  confidence: W.Confidence;
  confidence_words: string;
  conditions: string;
  window: string | null;
  source: string;
}

export interface LegBoarding {
  house: string | null;
  name: string;
  own: boolean;
  distance_km: number | null;
  state: W.NightState | null;
  state_words: string;
  as_of: string | null;
  note: string | null;
  needed: boolean;
  demo: boolean;
  url: string | null;
}

export interface LegInternships {
  count: number;
  words: string;
  url: string;
}

export interface StationOut {
  id: string;
  label: string;
  detail: string | null;
}

export interface LegOut {
  from: A.StationOut;
  to: A.StationOut;
  progression: A.ProgressionLeg;
  programme: A.ProgrammeOut | null;
  lead: A.LeadOut | null;
  track: W.Track;
  letter: string;
  status: W.LearnerStatus;
  years: number;
  paid: boolean;
  via: string | null;
  alternatives: (A.InstitutionBrief)[];
  distance_km: number | null;
  beyond_limit: boolean;
  distance_words: string;
  boarding: A.LegBoarding | null;
  internships: A.LegInternships | null;
  next_step: A.NextStepOut;
}

export interface LeadOut {
  certification: string;
  label: string;
  words: string;
  contacts: (A.InstitutionBrief)[];
  source: string;
}

export interface ArrivalOut {
  id: string;
  label: string;
  kind: 'job' | 'certification';
  detail: string | null;
  outcomes: A.OutcomesOut | null;
}

export interface PillOut {
  words: string;
  tone: 'go' | 'wait' | 'stop' | 'neutral';
  icon: 'bed' | null;
}

export interface ItineraryOut {
  id: string;
  url: string;
  title: string;
  headline: string;
  years: number;
  moves: number;
  why: (string)[];
  pressure: A.PressureOut | null;
  pills: (A.PillOut)[];
  legs: (A.LegOut)[];
  arrival: A.ArrivalOut;
}

export interface ExitOut {
  words: string;
  url: string;
}

export interface JourneyAnswer {
  edition: string;
  itineraries: (A.ItineraryOut)[];
  from: A.StationOut;
  to: A.StationOut | null;
  near: string | null;
  max_km: number;
  message: string | null;
  exits: (A.ExitOut)[];
  sources: (A.SourceOut)[];
}

export interface ItineraryPage {
  edition: string;
  itinerary: A.ItineraryOut;
  near: string | null;
  sources: (A.SourceOut)[];
  changed: string | null;
}

export interface ShareIn {
  itinerary: string;
  note?: string | null;
  days?: number;
}

export interface ShareCreated {
  id: string;
  url: string;
  expires_at: string;
}

export interface ShareOut {
  id: string;
  title: string;
  note: string | null;
  created_at: string;
  expires_at: string;
  state: 'active' | 'expired' | 'revoked';
  opened: number;
}

export interface ShareList {
  items: (A.ShareOut)[];
}

export interface SharedItinerary {
  note: string | null;
  expires_at: string;
  page: A.ItineraryPage;
}
