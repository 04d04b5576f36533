/** @file One itinerary among the results. */
import { html, nothing } from '../vendor/lit.js';
import { lineBar, segments } from './line.js';
import { pill, pills } from './ui.js';
/** @import { ItineraryOut } from '../types/api.js' */

/** @param {ItineraryOut} itinerary */
export function journeyCard(itinerary) {
  const towns = new Set(itinerary.legs.flatMap((leg) => leg.programme?.institution.city ?? []));
  return html`<article class="card journey">
    <div class="journey-head">
      <h3 class="card-title"><a href=${itinerary.url}>${itinerary.headline}</a></h3>
      ${itinerary.pressure ? pill(itinerary.pressure.words) : nothing}
    </div>
    ${lineBar(segments(itinerary.legs))}
    ${towns.size ? html`<p class="small journey-towns">${[...towns].join(' → ')}</p>` : nothing} ${pills(itinerary.pills)}
  </article>`;
}
