/* Written by `python -m tests.frontend.api_types` from the server's schemas. Dates are ISO strings. */

export * from './words.js';
export * from './catalogue.js';
export * from './boarding.js';
export * from './booking.js';
export * from './journeys.js';
export * from './internships.js';
export * from './facilities.js';
export * from './accounts.js';
export * from './notifications.js';
export * from './pages.js';
export * from './curated.js';
export * from './guardians.js';
export * from './identity.js';
export * from './passkeys.js';
export * from './privacy.js';
