/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface BookingIn {
  resource: string;
  slots: (string)[];
  zone?: string | null;
  note?: string | null;
}

export interface BookingOut {
  id: string;
  code: string;
  resource: string;
  resource_kind: 'house' | 'facility' | 'platform' | 'internship';
  resource_label: string;
  resource_url: string;
  zone: string | null;
  zone_label: string | null;
  unit_label: string | null;
  slots: (string)[];
  slots_words: string;
  status: W.BookingStatus;
  status_words: string;
  tone: W.Tone;
  next_step: string;
  reason_words: string | null;
  price_words: string | null;
  asked_at: string;
  decide_before: string | null;
  can_withdraw: boolean;
  withdrawal_words: string;
  history: (A.HistoryOut)[];
  demo: boolean;
}

export interface HistoryOut {
  at: string;
  words: string;
}

export interface BookingList {
  items: (A.BookingOut)[];
}

export interface WithdrawalIn {
  reason?: 'plans_changed' | 'found_elsewhere' | 'mistake' | 'other' | null;
}

export interface AlternativeOut {
  resource: string;
  resource_label: string;
  zone: string | null;
  slots: (string)[];
  words: string;
  url: string;
}
