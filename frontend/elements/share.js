/** @file Sharing a journey: the phone's own sheet, else the link copied; a counsellor makes a link with a note. */
import { t } from '../core/i18n.js';
import { mayBeSignedIn, me } from '../core/session.js';
import { announce } from './ui.js';
/** @import { ItineraryOut } from '../types/api.js' */

/** @param {Element} from @param {ItineraryOut} itinerary */
export async function openShare(from, itinerary) {
  if (mayBeSignedIn()) {
    const { roles } = await me();
    if (roles.some(({ name }) => name === 'counsellor')) {
      const { openCounsellorShare } = await import('./counsellor-share.js');
      return openCounsellorShare(from, itinerary);
    }
  }
  return shareLink(from, itinerary.title, new URL(itinerary.url, location.origin).href);
}

/** @param {Element} from @param {string} title @param {string} url */
export async function shareLink(from, title, url) {
  if (navigator.share) {
    // Closing the sheet without sharing is not a failure.
    return navigator.share({ title, url }).catch((error) => {
      if (error.name !== 'AbortError') return copy(from, url);
    });
  }
  return copy(from, url);
}

/** @param {Element} from @param {string} url */
async function copy(from, url) {
  try {
    await navigator.clipboard.writeText(url);
    announce(from, t('itinerary.copied'), { seen: true });
  } catch {
    announce(from, t('itinerary.share.failed'), { seen: true });
  }
}
