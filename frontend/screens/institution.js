/** @file `/etablissements/:id`: a school, its programmes, its boarding house. */

import { km } from '../core/format.js';
import { t } from '../core/i18n.js';
import { fromHere } from '../core/place.js';
import { Screen } from '../core/screen.js';
import { contact } from '../elements/contact.js';
import { boardingNote, generalLine, openDays, outcomes } from '../elements/place-facts.js';
import { programmeCard } from '../elements/programme-card.js';
import { pill, sourcesNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { InstitutionOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {Screen<InstitutionOut>} */
class Institution extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    return /** @type {Promise<InstitutionOut>} */ (this.read(fromHere(`/api/institutions/${route.params.id}`), how));
  }

  /** @param {InstitutionOut | undefined} place */
  heading(place) {
    return place?.name ?? t('institution.title');
  }

  /** @param {InstitutionOut} place */
  view(place) {
    return html`<div class="stack">
        <p class="small cap">${[place.kind, place.city ?? place.place_words].filter(Boolean).join(' · ')}</p>
        <h1 tabindex="-1">${place.name}</h1>
        <div class="pills">
          ${place.distance_km === null ? nothing : pill(t('institution.distance', { km: km(place.distance_km) }))}
          ${place.boarding ? pill(t('programme.boarding'), 'neutral', 'bed') : nothing}
          ${place.campus_member ? pill(t(`institution.member.${place.campus_member}`)) : nothing}
        </div>
        ${place.closing ? html`<p class="message">${t('institution.closing')}</p>` : nothing}
      </div>
      ${place.house ? html`<a class="btn" href="/internats/${place.house}">${t('programme.house')}</a>` : nothing} ${boardingNote(place.boarding_note)}
      ${contact(place)} ${openDays(place.open_days)}
      <section class="stack">
        <h2>${t('institution.programmes', { n: place.programmes.length })}</h2>
        ${place.programmes.length ? nothing : html`<p>${t('institution.programmes.none')}</p>`}
        <div class="cards two">${place.programmes.map((one) => programmeCard(one, 'institution'))}</div>
      </section>
      ${generalLine(place.general_line)} ${outcomes(t('institution.outcomes'), place.outcomes)} ${sourcesNote(place.sources)}`;
  }
}

customElements.define('app-institution', Institution);
export default Institution;
