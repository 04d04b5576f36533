/** @file `/accord/:token` and `/moi/accords/:id`: what a guardian reads and answers. Opening does nothing; only a tap acts. */

import { Act } from '../core/act.js';
import { get, Refusal, send } from '../core/api.js';
import { t } from '../core/i18n.js';
import { loadStyles } from '../core/router.js';
import { Screen } from '../core/screen.js';
import { me } from '../core/session.js';
import { openDialog } from '../elements/dialog.js';
import { openLink } from '../elements/guardian-link.js';
import { agreementFacts, agreementRules, agreementState } from '../elements/guardian-request.js';
import { linkPage } from '../elements/guardian-visitor.js';
import { announce, refusalNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { DisagreementReason, GuardianLinkOut, GuardianRequestOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @typedef {{link: GuardianLinkOut | null, request: GuardianRequestOut | null, name: string}} Agreement */

/** @type {DisagreementReason[]} */
const REASONS = ['cost', 'dates', 'house', 'not_told', 'other_plan', 'other'];

/** @extends {Screen<Agreement>} */
class AgreementScreen extends Screen {
  act = new Act(this);

  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<Agreement>} */
  async load({ params }, { signal }) {
    this.act.denied = null;
    await loadStyles('styles/screens/me'); // what folds there folds here
    if (params.id) return { link: null, request: await readRequest(params.id, signal), name: '' };
    /** @type {GuardianLinkOut} */
    const link = await get(linkOf(params.token), { signal }).catch(noSuchLink);
    const person = link.visitor === 'possible' ? await me({ fresh: true }) : null;
    const request = link.booking ? await readRequest(link.booking, signal) : null;
    return { link, request, name: person?.name ?? '' };
  }

  heading() {
    return t('accord.title');
  }

  /** @param {Agreement} agreement */
  view({ link, request, name }) {
    if (request) return this.#request(request);
    if (!link) return nothing;
    return linkPage(link, {
      name,
      denied: this.act.denied,
      busy: this.act.busy,
      next: this.route.path,
      declare: (form) => this.#declare(form),
      renew: () => this.#renew(),
    });
  }

  /** @param {GuardianRequestOut} request */
  #request(request) {
    const { answer, can_answer, child, code, confirmed } = request;
    return html`<div class="stack">
        <h1 tabindex="-1">${t('accord.heading')} <span class="mark">${t('accord.heading.mark')}</span></h1>
        <p>${child ? t('accord.child', { name: child }) : t('accord.child.unknown', { code })}</p>
      </div>
      ${agreementState(request)} ${agreementFacts(request)} ${agreementRules(request)}
      ${
        can_answer && confirmed
          ? html`<p>
              ${t('accord.other')}
              <button type="button" class="link" @click=${() => openLink(this, request.booking, 'guardian')}>${t('accord.other.invite')}</button>
            </p>`
          : nothing
      }
      <a class="link" href="/moi">${t('accord.home')}</a>
      ${
        can_answer
          ? html`<div class="sheet">
              ${refusalNote(this.act.denied)}
              ${answer === 'agree' ? nothing : html`<button type="button" class="btn" aria-disabled=${this.act.busy} @click=${() => this.#agree(request)}>${t('accord.agree')}</button>`}
              ${answer === 'disagree' ? nothing : html`<button type="button" class="btn alt" @click=${() => this.#disagree(request)}>${t('accord.disagree')}</button>`}
              <p class="small accord-note">${t(answer ? 'accord.change' : 'accord.nothing')}</p>
            </div>`
          : nothing
      }`;
  }

  /** @param {GuardianRequestOut} request */
  #agree({ booking, terms }) {
    return this.#try(async () => {
      this.#show(await send('PUT', answerOf(booking), { answer: 'agree', terms }));
      announce(this, t('accord.agreed'), { seen: true });
      await this.updateComplete;
      this.querySelector('h1')?.focus(); // the button that had it is gone
    });
  }

  /** @param {GuardianRequestOut} request */
  #disagree({ booking, terms }) {
    openDialog(this, {
      title: t('disagree.title'),
      act: t('disagree.act'),
      leave: t('disagree.leave'),
      stop: true,
      body: () => html`<p>${t('disagree.why')}</p>
        <div class="field">
          <label for="disagree-reason">${t('disagree.reason')}</label>
          <select id="disagree-reason" name="reason" required>
            <option value="">${t('disagree.choose')}</option>
            ${REASONS.map((reason) => html`<option value=${reason}>${t(`disagree.reason.${reason}`)}</option>`)}
          </select>
        </div>`,
      run: async (form) => {
        const body = { answer: 'disagree', reason: String(form.get('reason')), terms };
        this.#show(await send('PUT', answerOf(booking), body));
        announce(this, t('accord.disagreed'), { seen: true });
      },
    });
  }

  /** @param {FormData} form */
  #declare(form) {
    return this.#try(async () => {
      const body = { name: String(form.get('name')).trim(), adult: true, guardian: true };
      this.#show(await send('POST', `${linkOf(this.route.params.token)}/declaration`, body));
      await this.updateComplete;
      this.querySelector('h1')?.focus();
    });
  }

  #renew() {
    return this.#try(async () => {
      /** @type {{words: string}} */
      const { words } = await send('POST', `${linkOf(this.route.params.token)}/renewal`);
      announce(this, words, { seen: true });
      this.reload();
    });
  }

  /** @param {unknown} request */
  #show(request) {
    const now = /** @type {Agreement} */ (this.data);
    this.data = { ...now, request: /** @type {GuardianRequestOut} */ (request) };
  }

  /** @param {() => Promise<void>} act */
  async #try(act) {
    if (!(await this.act.run(act)) && this.act.denied?.status === 409) this.#refresh();
  }

  /** What was read is no longer true: shown as it is now, beside the refusal. */
  async #refresh() {
    const request = this.data?.request;
    if (request) this.#show(await readRequest(request.booking));
  }
}

/** A link that leads nowhere was often copied in part: said so, rather than "no such page". @param {unknown} error */
function noSuchLink(error) {
  if (!(error instanceof Refusal) || error.status !== 404) throw error;
  throw new Refusal({ status: 404, title: t('link.none'), detail: t('link.none.why'), next: t('link.none.next') });
}

/** @param {string} token */
function linkOf(token) {
  return `/api/guardian-links/${encodeURIComponent(token)}`;
}

/** @param {string} booking */
function answerOf(booking) {
  return `/api/guardian/requests/${encodeURIComponent(booking)}/answer`;
}

/** @param {string} booking @param {AbortSignal} [signal] @returns {Promise<GuardianRequestOut>} */
function readRequest(booking, signal) {
  return get(`/api/guardian/requests/${encodeURIComponent(booking)}`, { signal });
}

customElements.define('app-agreement', AgreementScreen);
export default AgreementScreen;
