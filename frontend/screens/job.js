/** @file `/metiers/:id`: a job and the diplomas that lead to it. */

import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { sourcesNote } from '../elements/ui.js';
import '../elements/ways-in.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { JobPage } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

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
        <div class="cards">
          ${job.certifications.map(
            (one) => html`<article class="card">
              <h3 class="card-title"><a href=${one.url}>${one.label}</a></h3>
              <p class="small">${t('level', { n: one.level })} · ${t('years', { n: one.years })}</p>
            </article>`,
          )}
        </div>
      </section>
      ${sourcesNote(job.sources)}
      <div class="sheet"><a class="btn" href="/?to=${job.id}">${t('job.plan')}</a></div>`;
  }
}

customElements.define('app-job', Job);
export default Job;
