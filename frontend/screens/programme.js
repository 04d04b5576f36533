/** @file `/formations/:id`: a diploma taught somewhere. What it is, whether one can live there, what comes after. */

import { km } from '../core/format.js';
import { t } from '../core/i18n.js';
import { fromHere } from '../core/place.js';
import { Screen } from '../core/screen.js';
import { contact } from '../elements/contact.js';
import { programmeCard } from '../elements/programme-card.js';
import { progressions } from '../elements/progressions.js';
import { badge, pill, sourcesNote, tile } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { InstitutionOut, ProgrammeOut, ProgrammePage } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {Screen<ProgrammePage>} */
class Programme extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    return /** @type {Promise<ProgrammePage>} */ (this.read(fromHere(`/api/programmes/${route.params.id}`), how));
  }

  /** @param {ProgrammePage | undefined} page */
  heading(page) {
    return page ? `${page.programme.certification.label}, ${page.programme.institution.name}` : t('programme.title');
  }

  /** @param {ProgrammePage} page */
  view({ programme, institution, next, siblings, sources }) {
    const { certification } = programme;
    return html`<div class="stack">
        <p class="row small">${badge(programme)}${t(`track.${programme.track}`)} · ${t('level', { n: certification.level })}</p>
        <h1 tabindex="-1">${certification.label}</h1>
        <p class="small">
          <a href=${institution.url}>${[institution.name, institution.city].filter(Boolean).join(', ')}</a> ·
          ${t('years', { n: programme.years })} · ${programme.entry_words}
        </p>
      </div>
      ${tiles(programme)} ${living(institution)}
      ${programme.rhythm ? html`<p class="card small">${programme.rhythm}</p>` : nothing}
      ${progressions(t('programme.next'), next)} ${contact(institution)}
      <a class="link" href=${certification.url}>${t('programme.certification')}</a>
      ${
        siblings.length
          ? html`<section class="stack">
              <h2>${t('programme.siblings')}</h2>
              <div class="cards two">${siblings.map((one) => programmeCard(one, 'certification'))}</div>
            </section>`
          : nothing
      }
      ${sourcesNote(sources)} ${official(programme)}`;
  }
}

/** @param {ProgrammeOut} programme */
function tiles({ places, demand, pressure, outcomes }) {
  const share = pressure.value === null ? t('unknown') : String(pressure.value).replace('.', ',');
  const job = outcomes.employment_6m ?? outcomes.employment_12m;
  const after = job ?? outcomes.further_study;
  return html`<div class="tiles">
    ${tile(places?.value == null ? t('unknown') : String(places.value), t('programme.places', { year: years(places?.vintage) }), places)}
    ${tile(share, pressure.value === null ? t('programme.pressure.unknown') : t(`programme.pressure.${pressure.procedure}`, { year: years(demand?.vintage) }), demand)}
    ${tile(
      after?.value == null ? t('unknown') : t('percent', { n: after.value }),
      after?.value == null
        ? t('programme.employment.unknown')
        : t(job ? 'programme.employment' : 'programme.further', {
            n: outcomes.employment_6m ? 6 : 12,
            year: years(after.vintage),
          }),
      after,
    )}
  </div>`;
}

/** @param {InstitutionOut} institution */
function living({ boarding, distance_km, house }) {
  return html`<section class="card stack">
    <h2>${t('programme.living')}</h2>
    <p class="small">
      ${distance_km === null ? nothing : `${t('programme.distance', { km: km(distance_km) })} `}
      ${boarding === null ? t('programme.boarding.unknown') : t(boarding ? 'programme.boarding.yes' : 'programme.boarding.no')}
    </p>
    ${
      house
        ? html`<a class="btn alt" href="/internats/${house}">${t('programme.house')}</a>`
        : boarding
          ? html`<div class="pills">${pill(t('programme.boarding'), 'neutral', 'bed')}</div>`
          : nothing
    }
  </section>`;
}

/** The step that admits is never ours. @param {ProgrammeOut} programme */
function official({ next_step: step }) {
  return html`<div class="sheet">
    ${step.url ? html`<a class="btn" href=${step.url} rel="noopener">${step.label}</a>` : html`<p><b>${step.label}</b></p>`}
    <p class="small sheet-note">${step.note}</p>
  </div>`;
}

/** @param {string | undefined} vintage */
function years(vintage) {
  return vintage?.replace('_', '-') ?? '';
}

customElements.define('app-programme', Programme);
export default Programme;
