/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface GuardianLinkIn {
  email?: string | null;
}

export interface GuardianLinkMade {
  id: string;
  url: string;
  qr: string;
  expires_at: string;
  words: string;
  demo_mail_url: string | null;
}

export interface LinkBrief {
  id: string;
  created_at: string;
  expires_at: string;
  state: W.LinkState;
  words: string;
}

export interface GuardianVoiceOut {
  name: string;
  confirmed: boolean;
  answer: W.Answer | null;
  tone: W.Tone;
  words: string;
}

export interface RequestGuardiansOut {
  booking: string;
  state: W.GuardianState;
  required: number;
  words: string;
  people: (A.GuardianVoiceOut)[];
  links: (A.LinkBrief)[];
  paper: boolean;
  can_send: boolean;
  can_remind: boolean;
}

export interface GuardianLinkOut {
  state: W.LinkState;
  house: string;
  city: string | null;
  nights_words: string;
  price_words: string | null;
  expires_at: string;
  renewal_asked: boolean;
  visitor: W.Visitor;
  booking: string | null;
  demo: boolean;
}

export interface RenewalOut {
  words: string;
}

export interface DeclarationIn {
  name: string;
  adult: true;
  guardian: true;
}

export interface GuardianRequestOut {
  booking: string;
  code: string;
  child: string | null;
  house: string;
  house_url: string;
  phone: string | null;
  nights: (string)[];
  nights_words: string;
  first_words: string;
  last_words: string;
  zone_label: string | null;
  price_words: string | null;
  tariffs_words: (string)[];
  status: W.BookingStatus;
  status_words: string;
  tone: W.Tone;
  expected: 'answer' | 'nothing';
  expected_words: string;
  required: number;
  confirmed: boolean;
  answer: W.Answer | null;
  answer_words: string | null;
  can_answer: boolean;
  terms: string;
  rules_words: (string)[];
  withdrawal_words: (string)[];
  decide_before: string | null;
  demo: boolean;
  url: string;
}

export interface GuardianChildOut {
  name: string | null;
  confirmed: boolean;
  words: string;
}

export interface GuardianRequestList {
  children: (A.GuardianChildOut)[];
  items: (A.GuardianRequestOut)[];
}

export interface GuardianAnswerIn {
  answer: W.Answer;
  reason?: W.DisagreementReason | null;
  terms: string;
}
