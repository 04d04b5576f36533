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

export interface TravelOut {
  mode: W.TravelMode;
  words: string;
  note: string;
}

export interface BedPriceOut {
  cents: number;
  unit: 'night' | 'week';
  words: string;
  year_cents: number;
  year_words: string;
  valid_from: string;
  valid_to: string | null;
  source: string;
  demo: boolean;
}

export interface ResidenceOut {
  id: string;
  name: string;
  city: string;
  distance_km: number;
  rent: string | null;
  accessible: boolean | null;
  url: string | null;
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
  accessible: boolean | null;
  price: A.BedPriceOut | null;
  residences: (A.ResidenceOut)[];
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
  when: string | null;
}

export interface ReplacementOut {
  programme: string;
  institution: A.InstitutionBrief;
  distance_km: number | null;
  distance_words: string;
  boarding: boolean | null;
  entry_words: string;
  pressure_words: string;
  itinerary: string;
  url: string;
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
  replacements: (A.ReplacementOut)[];
  travel: A.TravelOut | null;
  outcomes: A.OutcomesOut | null;
  outcome_scope: 'institution' | 'region' | 'france' | null;
  outcome_words: string | null;
  without_url: string | null;
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
  after_url: string;
  outcomes: A.OutcomesOut | null;
}

export interface PillOut {
  words: string;
  tone: W.Tone;
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
  label: string;
  paid_years: number;
  ends: string | null;
}

export interface ExitOut {
  words: string;
  url: string;
}

export interface FilterOut {
  key: 'tracks' | 'avoid' | 'boarding' | 'paid' | 'accessible' | 'start' | 'without';
  words: string;
  url: string;
}

export interface JourneyAnswer {
  edition: string;
  kind: 'journeys' | 'ways_in';
  itineraries: (A.ItineraryOut)[];
  from: A.StationOut;
  to: A.StationOut | null;
  near: string | null;
  max_km: number;
  message: string | null;
  notes: (string)[];
  filters: (A.FilterOut)[];
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

export interface ExampleOut {
  certification: A.CertificationBrief;
  distance_km: number | null;
  years: number;
  plan_url: string;
}

export interface SectorWayOut {
  id: string;
  label: string;
  words: string;
  diplomas: number;
  places: number;
  near: number | null;
  nearest_km: number | null;
  tracks: (W.Track)[];
  examples: (A.ExampleOut)[];
  url: string;
  browse_url: string;
}

export interface ExploreAnswer {
  edition: string;
  from: A.StationOut;
  near: string | null;
  max_km: number;
  sectors: (A.SectorWayOut)[];
  message: string | null;
  exits: (A.ExitOut)[];
  sources: (A.SourceOut)[];
}

export interface GuideOptionOut {
  id: string;
  text: string;
  weights: Record<string, number>;
}

export interface GuideQuestionOut {
  id: string;
  text: string;
  options: (A.GuideOptionOut)[];
}

export interface GuideOut {
  title: string;
  note: string;
  privacy: string;
  questions: (A.GuideQuestionOut)[];
  sectors: Record<string, string>;
}

export interface LinePartOut {
  track: W.Track;
  letter: string;
  years: number;
  words: string;
}

export interface CellOut {
  words: string;
  detail: string | null;
  value: number | null;
  best: boolean;
  tone: W.Tone;
  line: (A.LinePartOut)[];
  figure: A.FigureOut | null;
}

export interface ComparisonRowOut {
  key: 'duration' | 'line' | 'employed' | 'travel' | 'bed' | 'cost' | 'paid' | 'demand';
  label: string;
  cells: (A.CellOut)[];
}

export interface ComparedOut {
  id: string;
  url: string;
  title: string;
  label: string;
  arrival: string;
}

export interface ComparisonAnswer {
  edition: string;
  itineraries: (A.ComparedOut)[];
  rows: (A.ComparisonRowOut)[];
  note: string;
  near: string | null;
  sources: (A.SourceOut)[];
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
  opened: number | null;
}

export interface ShareList {
  items: (A.ShareOut)[];
}

export interface SharedItinerary {
  note: string | null;
  expires_at: string;
  page: A.ItineraryPage;
}
