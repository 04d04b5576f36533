/** @file `/diplomes/:id`: a diploma, where it is taught, by which ways, what comes before and after. */

import { t } from '../core/i18n.js';
import { fromHere } from '../core/place.js';
import { Screen } from '../core/screen.js';
import { outcomes } from '../elements/place-facts.js';
import { programmeCard } from '../elements/programme-card.js';
import { progressions } from '../elements/progressions.js';
import { badge, sourcesNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { CertificationBrief, CertificationOut, MaybeWayOut, SheetOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @extends {Screen<CertificationOut>} */
class Certification extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    return /** @type {Promise<CertificationOut>} */ (
      this.read(fromHere(`/api/certifications/${route.params.id}`), how)
    );
  }

  /** @param {CertificationOut | undefined} diploma */
  heading(diploma) {
    return diploma?.label ?? t('certification.title');
  }

  /** @param {CertificationOut} diploma */
  view(diploma) {
    const { programmes } = diploma;
    return html`<div class="stack">
        <p class="small">${diploma.kind_words} · ${t('level', { n: diploma.level })} · ${t('years', { n: diploma.years })}</p>
        <h1 tabindex="-1">${diploma.label}</h1>
        ${diploma.resolved_from ? html`<p class="message">${t('certification.resolved')}</p>` : nothing}
        ${diploma.about ? html`<p>${diploma.about}</p>` : nothing}
        ${diploma.open ? nothing : html`<p class="message">${t('certification.closed')}</p>`}
      </div>
      ${entry(diploma)}
      <section class="stack">
        <h2>${t('certification.programmes', { n: programmes.length })}</h2>
        ${programmes.length ? nothing : html`<p>${t('certification.programmes.none')}</p>`}
        <div class="cards two">${programmes.map((one) => programmeCard(one, 'certification'))}</div>
      </section>
      ${diploma.ways.length ? ways(diploma.ways) : nothing} ${outcomes(t('certification.outcomes'), diploma.outcomes)}
      ${progressions(t('certification.next'), diploma.next)} ${progressions(t('certification.before'), diploma.before)}
      ${diploma.sheets.map(sheet)}
      ${
        diploma.jobs.length
          ? html`<section class="stack">
              <h2>${t('certification.jobs')}</h2>
              <div class="pills">${diploma.jobs.map((job) => html`<a class="chip" href=${job.url}>${job.label}</a>`)}</div>
            </section>`
          : nothing
      }
      ${sourcesNote(diploma.sources)}
      <div class="sheet"><a class="btn" href="/?to=${diploma.id}">${t('certification.plan')}</a></div>`;
  }
}

/** How one enters, and which codes it replaces. @param {CertificationOut} diploma */
function entry({ common_year, leads_to_common, members, predecessors, successors, family, rncp }) {
  /** @type {[string, CertificationBrief[]][]} */
  const lists = [
    ['certification.common', common_year ? [common_year] : []],
    ['certification.leads', leads_to_common],
    ['certification.members', members],
    ['certification.successors', successors],
    ['certification.predecessors', predecessors],
  ];
  const shown = lists.filter(([, all]) => all.length);
  if (!shown.length && !family && !rncp) return nothing;
  return html`<dl class="facts card">
    ${shown.map(
      ([key, all]) => html`<dt>${t(key)}</dt>
        <dd>${all.map((one, index) => html`${index ? ', ' : ''}<a href=${one.url}>${one.label}</a>`)}</dd>`,
    )}
    ${family ? html`<dt>${t('certification.family')}</dt><dd>${family}</dd>` : nothing}
    ${rncp ? html`<dt>${t('certification.rncp')}</dt><dd>${rncp}</dd>` : nothing}
  </dl>`;
}

/** Leads of low confidence: never an offer. @param {MaybeWayOut[]} all */
function ways(all) {
  return html`<section class="stack">
    <h2>${t('certification.ways')}</h2>
    <div class="cards">
      ${all.map(
        (way) => html`<article class="card stack">
          <p class="row">${badge(way)}<b>${way.words}</b></p>
          ${
            way.contacts.length
              ? html`<p class="small">
                  ${t('certification.contacts')}
                  ${way.contacts.map((one, i) => html`${i ? ', ' : ''}<a href=${one.url}>${one.name}${one.city ? ` (${one.city})` : ''}</a>`)}
                </p>`
              : nothing
          }
          <p class="small">${way.source}</p>
        </article>`,
      )}
    </div>
  </section>`;
}

/** What Onisep says, in its words. @param {SheetOut} one */
function sheet({ access, expected, further, source }) {
  const parts = Object.entries({ access, expected, further }).filter(([, said]) => said.length);
  return html`<section class="card stack">
    ${parts.map(
      ([key, said]) => html`<details ?open=${key !== 'expected'}>
        <summary><b>${t(`certification.sheet.${key}`)}</b></summary>
        ${said.map(({ text, points }) => html`${text ? html`<p>${text}</p>` : nothing}${points.length ? html`<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>` : nothing}`)}
      </details>`,
    )}
    <p class="small">${t('certification.sheet.source', { ...source })}</p>
  </section>`;
}

customElements.define('app-certification', Certification);
export default Certification;
