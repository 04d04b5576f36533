/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface NotificationOut {
  id: string;
  title: string;
  body: string;
  url: string | null;
  created_at: string;
  read: boolean;
}

export interface NotificationList {
  items: (A.NotificationOut)[];
  unread: number;
}

export interface DemoMailBrief {
  id: string;
  to: string;
  subject: string;
  sent_at: string;
  url: string;
}

export interface DemoMailOut {
  id: string;
  to: string;
  subject: string;
  sent_at: string;
  url: string;
  text: string;
  words: string;
}

export interface DemoMailList {
  items: (A.DemoMailBrief)[];
  words: string;
}
