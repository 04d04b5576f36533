/** @file `/gestion`: where each role's work begins. */

import { get, Refusal } from '../core/api.js';
import { t } from '../core/i18n.js';
import { me } from '../core/session.js';
import { placesOf, StaffScreen } from '../elements/staff-screen.js';
import { html } from '../vendor/lit.js';

/** @import { MeOut, QueueOut } from '../types/api.js' */

/** @typedef {{person: MeOut}} Home */

/** @extends {StaffScreen<Home>} */
class StaffHome extends StaffScreen {
  /** @returns {Promise<Home>} */
  async work() {
    const person = await me();
    if (!person.signed_in) {
      throw new Refusal({ status: 401, title: t('staff.visitor'), detail: t('staff.visitor.why') });
    }
    const houses = person.roles.filter(({ name }) => name === 'boarding_manager').map(({ scope }) => scope);
    const queues = await Promise.all(
      houses.map(
        (house) => /** @type {Promise<QueueOut>} */ (get(`/api/boarding/houses/${encodeURIComponent(house)}/requests`)),
      ),
    );
    this.waiting = new Map(queues.map(({ house, items }) => [house, items.length]));
    return { person };
  }

  heading() {
    return t('staff-home.title');
  }

  /** @param {Home} home */
  view({ person }) {
    const places = placesOf(person);
    return html`<h1 tabindex="-1">${t('staff-home.title')}</h1>
      ${places.length ? '' : html`<p class="message">${t(isTutor(person) ? 'staff-home.tutor' : 'staff-home.none')}</p><a class="btn alt" href="/moi">${t('staff.account')}</a>`}
      ${places.map(
        ({ title, links }) => html`<section class="stack">
          <h2>${title}</h2>
          <div class="cards two">
            ${links.map(
              ({ words, url }) => html`<article class="card stack">
                <h3 class="card-title"><a href=${url}>${words}</a></h3>
                <p class="small">${this.#about(url)}</p>
              </article>`,
            )}
          </div>
        </section>`,
      )}`;
  }

  /** @param {string} url */
  #about(url) {
    if (url === '/gestion/partages') return t('staff-home.shares');
    if (url === '/gestion/passerelles') return t('staff-home.curated');
    if (url === '/gestion/equipe') return t('staff-home.team');
    if (url === '/gestion/equipe/classe') return t('staff-home.class');
    if (url === '/gestion/journal') return t('staff-home.journal');
    if (url.startsWith('/gestion/lieux/')) return t('staff-home.place');
    const [, , , house, queue] = url.split('/');
    return queue ? t('queue.count', { n: this.waiting.get(house) ?? 0 }) : t('staff-home.plan');
  }
}

/** @param {MeOut} person */
const isTutor = ({ roles }) => roles.some(({ name }) => name === 'company_tutor');

customElements.define('app-staff-home', StaffHome);
export default StaffHome;
