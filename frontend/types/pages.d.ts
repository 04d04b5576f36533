/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

import type * as W from './words.js';
import type * as A from './api.js';

export interface ReportIn {
  category: W.ReportCategory;
  text: string;
  page: string;
}

export interface ReportReceived {
  words: string;
}
