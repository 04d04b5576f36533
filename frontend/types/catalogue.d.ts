/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface FigureOut {
  value: number | null;
  vintage: string;
  scope: string;
  source: string;
  licence: string;
  published_as: string | null;
}

export interface PressureOut {
  value: number | null;
  rank: 'low' | 'medium' | 'high' | null;
  words: string;
  procedure: W.Procedure;
  vintage: string | null;
  explanation: string;
}

export interface OutcomesOut {
  employment_6m: A.FigureOut | null;
  employment_12m: A.FigureOut | null;
  further_study: A.FigureOut | null;
  words: string;
}

export interface InstitutionBrief {
  id: string;
  name: string;
  city: string | null;
  department: string | null;
  lat: number | null;
  lon: number | null;
  boarding: boolean | null;
  distance_km: number | null;
  url: string;
}

export interface CertificationBrief {
  id: string;
  label: string;
  kind: W.CertificationKind;
  level: number;
  years: number;
  url: string;
}

export interface NextStepOut {
  label: string;
  url: string | null;
  note: string;
}

export interface ProgrammeOut {
  id: string;
  certification: A.CertificationBrief;
  institution: A.InstitutionBrief;
  status: W.LearnerStatus;
  track: W.Track;
  letter: string;
  entry: W.Entry;
  entry_words: string;
  years: number;
  rhythm: string | null;
  places: A.FigureOut | null;
  demand: A.FigureOut | null;
  pressure: A.PressureOut;
  outcomes: A.OutcomesOut;
  procedure: W.Procedure;
  next_step: A.NextStepOut;
  url: string;
}

export interface ProgressionOption {
  to: string;
  label: string;
}

export interface ProgressionOut {
  to: string;
  label: string;
  kind: W.ProgressionKind;
  confidence: W.Confidence;
  confidence_words: string;
  conditions: string;
  window: string;
  source: string;
  options: (A.ProgressionOption)[];
}

export interface ProgressionList {
  edition: string;
  items: (A.ProgressionOut)[];
}

export interface MaybeWayOut {
  status: W.LearnerStatus;
  track: W.Track;
  letter: string;
  words: string;
  contacts: (A.InstitutionBrief)[];
  source: string;
}

export interface JobOut {
  id: string;
  label: string;
  url: string;
}

export interface CertificationOut {
  edition: string;
  id: string;
  label: string;
  kind: W.CertificationKind;
  kind_words: string;
  level: number;
  years: number;
  sector: string | null;
  open: boolean;
  resolved_from: string | null;
  successors: (A.CertificationBrief)[];
  predecessors: (A.CertificationBrief)[];
  family: string | null;
  common_year: A.CertificationBrief | null;
  leads_to_common: (A.CertificationBrief)[];
  rncp: string | null;
  jobs: (A.JobOut)[];
  ways: (A.MaybeWayOut)[];
  programmes: (A.ProgrammeOut)[];
  outcomes: (A.OutcomesByStatus)[];
  next: (A.ProgressionOut)[];
  before: (A.ProgressionOut)[];
  sheets: (A.SheetOut)[];
  about: string | null;
  members: (A.CertificationBrief)[];
  sources: (A.SourceOut)[];
  url: string;
}

export interface OutcomesByStatus {
  status: W.LearnerStatus;
  outcomes: A.OutcomesOut;
}

export interface SourceOut {
  title: string;
  producer: string;
  licence: string;
  vintage: string;
}

export interface ParagraphOut {
  text: string | null;
  points: (string)[];
}

export interface SheetOut {
  id: string;
  access: (A.ParagraphOut)[];
  expected: (A.ParagraphOut)[];
  further: (A.ParagraphOut)[];
  source: A.SourceOut;
}

export interface ProgrammePage {
  edition: string;
  programme: A.ProgrammeOut;
  institution: A.InstitutionOut;
  next: (A.ProgressionOut)[];
  siblings: (A.ProgrammeOut)[];
  sources: (A.SourceOut)[];
}

export interface OpenDaysOut {
  upcoming: (string)[];
  past: string | null;
  source: A.SourceOut;
}

export interface GeneralLineOut {
  options: (string)[];
  specialities: (string)[];
  sources: (A.SourceOut)[];
}

export interface BoardingNoteOut {
  text: string;
  source: A.SourceOut;
}

export interface InstitutionOut {
  edition: string;
  id: string;
  name: string;
  kind: string;
  public: boolean | null;
  address: string | null;
  postcode: string | null;
  city: string | null;
  department: string | null;
  lat: number | null;
  lon: number | null;
  distance_km: number | null;
  place_words: string | null;
  phone: string | null;
  web: string | null;
  boarding: boolean | null;
  house: string | null;
  closing: boolean;
  campus_member: 'documented' | 'deduced' | null;
  open_days: A.OpenDaysOut | null;
  general_line: A.GeneralLineOut | null;
  boarding_note: A.BoardingNoteOut | null;
  outcomes: (A.OutcomesByStatus)[];
  programmes: (A.ProgrammeOut)[];
  sources: (A.SourceOut)[];
  url: string;
}

export interface JobPage {
  edition: string;
  id: string;
  label: string;
  certifications: (A.CertificationBrief)[];
  sources: (A.SourceOut)[];
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface Facets {
  line: (A.FacetValue)[];
  sector: (A.FacetValue)[];
  level: (A.FacetValue)[];
  department: (A.FacetValue)[];
  boarding: (A.FacetValue)[];
}

export interface ProgrammeList {
  edition: string;
  items: (A.ProgrammeOut)[];
  total: number;
  next: string | null;
  near: string | null;
  facets: A.Facets;
}

export interface SearchItem {
  kind: W.SearchKind;
  id: string;
  label: string;
  detail: string;
  url: string;
}

export interface SearchSuggestion {
  kind: W.SearchKind;
  id: string;
  label: string;
  url: string;
}

export interface SearchHelp {
  sentence: string;
  suggestions: (A.SearchSuggestion)[];
}

export interface SearchAnswer {
  edition: string;
  items: (A.SearchItem)[];
  help: A.SearchHelp | null;
}

export interface CampusOut {
  id: string;
  name: string;
  academy: string | null;
  region: string | null;
  members: (A.InstitutionBrief)[];
  demo: boolean;
  edition: string;
  published_on: string | null;
  sources: (A.SourceOut)[];
}
