/** @file `/metiers/:id`: a job and the diplomas that lead to it. */

import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { sourcesNote } from '../elements/ui.js';
import '../elements/ways-in.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { CertificationBrief, JobPage } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

const SHOWN = 8;

/** @extends {Screen<JobPage>} */
class Job extends Screen {
  /** @param {Route} route @param {{signal: AbortSignal, back: boolean}} how */
  load(route, how) {
    return /** @type {Promise<JobPage>} */ (this.read(`/api/jobs/${route.params.id}`, how));
  }

  /** @param {JobPage | undefined} job */
  heading(job) {
    return job?.label ?? t('job.title');
  }

  /** @param {JobPage} job */
  view(job) {
    return html`<div class="stack">
        <p class="small">${t('job.title')}</p>
        <h1 tabindex="-1">${job.label}</h1>
      </div>
      <app-ways-in .to=${job.id}></app-ways-in>
      <section class="stack">
        <h2>${t('job.certifications', { n: job.certifications.length })}</h2>
        ${job.certifications.length ? nothing : html`<p>${t('job.none')}</p>`}
        ${diplomas(job.certifications.slice(0, SHOWN))}
        ${
          job.certifications.length > SHOWN
            ? html`<details class="more">
                <summary>${t('job.certifications.more', { n: job.certifications.length - SHOWN })}</summary>
                ${diplomas(job.certifications.slice(SHOWN))}
              </details>`
            : nothing
        }
      </section>
      ${sourcesNote(job.sources)}
      <div class="sheet"><a class="btn" href="/?to=${job.id}">${t('job.plan')}</a></div>`;
  }
}

/** @param {CertificationBrief[]} all */
function diplomas(all) {
  return html`<div class="cards two">
    ${all.map(
      (one) => html`<article class="card">
        <h3 class="card-title"><a href=${one.url}>${one.label}</a></h3>
        <p class="small">${t('level', { n: one.level })} · ${t('years', { n: one.years })}</p>
      </article>`,
    )}
  </div>`;
}

customElements.define('app-job', Job);
export default Job;
