/** @file `/invitation/:token`: what is offered, by whom, until when. Opening it does nothing; only the button accepts. */

import { Act } from '../core/act.js';
import { forget, get, Refusal, send } from '../core/api.js';
import { lastDay } from '../core/ends.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { Screen } from '../core/screen.js';
import { me, signedIn } from '../core/session.js';
import { announce, refusalNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { InvitationShown, MeOut } from '../types/api.js' */
/** @import { Route } from '../core/router.js' */

/** @typedef {{shown: InvitationShown, person: MeOut}} Offer */

/** @extends {Screen<Offer>} */
class Invitation extends Screen {
  acceptance = new Act(this);

  /** @param {Route} route @param {{signal: AbortSignal}} how @returns {Promise<Offer>} */
  async load({ params }, { signal }) {
    const [shown, person] = await Promise.all([
      /** @type {Promise<InvitationShown>} */ (
        get(`/api/invitations/${encodeURIComponent(params.token)}`, { signal }).catch(noSuchInvitation)
      ),
      me({ fresh: true }),
    ]);
    return { shown, person };
  }

  heading() {
    return t('invitation.title');
  }

  /** @param {Offer} offer */
  view({ shown, person }) {
    const rows = [
      ['role', shown.label],
      ['place', shown.place],
      ['until', shown.until && lastDay(shown.until)],
      ['by', shown.invited_by],
    ];
    return html`<h1 tabindex="-1">${t('invitation.heading')} <span class="mark">${t('invitation.heading.mark')}</span></h1>
      <article class="card stack">
        <dl class="facts">${rows.map(([key, value]) => (value ? html`<dt>${t(`invitation.${key}`)}</dt><dd>${value}</dd>` : nothing))}</dl>
      </article>
      <p>${shown.what}</p>
      ${shown.delegated ? html`<p class="message">${t('invitation.delegated')}</p>` : nothing}
      <p class="small">${t('invitation.expires', { day: dayYear(shown.expires_at) })}</p>
      ${refusalNote(this.acceptance.denied)}
      <div class="stack invitation-acts">
        ${person.signed_in ? this.#acts(person) : html`<a class="btn" href="/connexion?next=${encodeURIComponent(this.route.path)}">${t('invitation.sign-in')}</a>`}
        ${this.acceptance.denied ? nothing : html`<p class="small">${t('invitation.nothing')}</p>`}
      </div>`;
  }

  /** @param {MeOut} person */
  #acts({ name }) {
    if (this.acceptance.denied?.status === 403) return html`<a class="btn" href="/">${t('problem.home')}</a>`; // asking again changes nothing
    return html`<p>${t('invitation.as', { name: name ?? t('invitation.unnamed') })}</p>
      <button type="button" class="btn" aria-disabled=${this.acceptance.busy} @click=${this.#accept}>${this.acceptance.busy ? t('wait') : t('invitation.accept')}</button>
      <a class="btn alt" href="/">${t('invitation.leave')}</a>`;
  }

  #accept() {
    return this.acceptance.run(async (key) => {
      const path = `/api/invitations/${encodeURIComponent(this.route.params.token)}/acceptance`;
      /** @type {MeOut} */
      const person = await send('POST', path, undefined, { key });
      forget();
      await signedIn();
      announce(this, t('invitation.done'), { seen: true });
      this.dispatchEvent(
        new CustomEvent('go', { bubbles: true, detail: { url: person.home ?? '/moi', replace: true } }),
      );
    });
  }
}

/** An address copied by hand from a paper is easily wrong: said so, rather than "no such page". @param {unknown} error */
function noSuchInvitation(error) {
  if (!(error instanceof Refusal) || error.status !== 404) throw error;
  const [title, detail, next] = ['', '.why', '.next'].map((part) => t(`invitation.none${part}`));
  throw new Refusal({ status: 404, title, detail, next });
}

customElements.define('app-invitation', Invitation);
export default Invitation;
