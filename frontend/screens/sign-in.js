/** @file `/connexion`: at an identity provider, with a passkey, with a one-time code by e-mail, or as a demonstration person. */

import { Act } from '../core/act.js';
import { get, send } from '../core/api.js';
import { loadWords, t } from '../core/i18n.js';
import * as passkeys from '../core/passkeys.js';
import { Screen } from '../core/screen.js';
import { isKeptAside, leavingToSignIn, mayBeSignedIn, me, signedIn } from '../core/session.js';
import { leadsToFormal, voice } from '../core/voice.js';
import { codeCard } from '../elements/code-card.js';
import { personas } from '../elements/personas.js';
import { announce, icon, refusalNote } from '../elements/ui.js';
import { html, nothing } from '../vendor/lit.js';

/** @import { CampusOut, CodeSentOut, MeOut, Persona, ProviderOut, SignInOptionsOut } from '../types/api.js' */

/** @typedef {{campus: CampusOut, options: SignInOptionsOut, person: MeOut | null}} Ways */
/** @typedef {'provider' | 'passkey' | 'code' | 'demo'} Way */

/** Why a provider sent somebody back without a session. Any other reason is said in general words. */
export const REFUSALS = [
  'sign-in-expired',
  'sign-in-cancelled',
  'sign-in-too-weak',
  'sign-in-refused',
  'provider-down',
];

/** Where to go once signed in: an address of this site only. @param {string | null} next @param {string | null} home */
export function destination(next, home) {
  const local = next && /^\/(?![/\\])/.test(next) ? new URL(next, 'http://here.invalid') : null;
  const path = local?.host === 'here.invalid' ? local.pathname + local.search : '';
  // Read again once resolved: `/.//elsewhere` has become another site's address.
  if (/^\/(?![/\\])/.test(path) && !path.startsWith('/connexion')) return path;
  return home ?? '/moi';
}

/** The words for a refusal named in the address; null without one. @param {string | null} slug */
export function refusalIn(slug) {
  if (!slug) return null;
  return REFUSALS.includes(slug) ? `sign-in.refus.${slug}` : 'sign-in.refus';
}

/** @extends {Screen<Ways>} */
class SignIn extends Screen {
  static properties = {
    ...Screen.properties,
    sent: { state: true },
    short: { state: true },
  };

  constructor() {
    super();
    /** @type {CodeSentOut | null} */
    this.sent = null;
    this.email = '';
    this.act = new Act(this);
    /** The phone is shared. */
    this.short = false;
    /** @type {Way} where a refusal is shown: beside what was asked */
    this.asked = 'code';
  }

  /** @returns {Promise<Ways>} */
  async load() {
    const [campus, options, person] = await Promise.all([
      /** @type {Promise<CampusOut>} */ (get('/api/campus')),
      /** @type {Promise<SignInOptionsOut>} */ (get('/api/sign-in-options')),
      mayBeSignedIn() ? me({ fresh: true }) : null,
      loadWords('sessions'),
    ]);
    return { campus, options, person };
  }

  heading() {
    return t('sign-in.title');
  }

  /** The words for whoever comes here. */
  get say() {
    return voice(leadsToFormal(this.next));
  }

  get next() {
    return this.route.query.get('next');
  }

  /** @param {Ways} ways */
  view({ campus: { demo }, options, person }) {
    const refusal = this.sent ? null : refusalIn(this.route.query.get('refus')); // another way is under way
    const withKey = options.passkey && passkeys.possible();
    return html`<h1 tabindex="-1">${this.say('sign-in.heading')} <span class="mark">${t('sign-in.heading.mark')}</span></h1>
      ${refusal ? this.#refused(refusal) : nothing}
      ${this.next && !refusal ? html`<p class="message">${this.say(this.next.startsWith('/moi') ? 'sign-in.next.mine' : 'sign-in.next')}</p>` : nothing}
      ${person?.signed_in ? html`<p class="message">${this.say('sign-in.already', { name: person.name ?? t('sign-in.unnamed') })} <a href=${person.home ?? '/moi'}>${t('sign-in.mine')}</a> <span class="small">${t('sign-in.already.other')}</span></p>` : nothing}
      ${isKeptAside() ? html`<p class="message">${t('sign-in.aside')}</p>` : nothing}
      ${this.#shared()}
      ${demo ? personas(this.act.busy, (persona, n) => this.#become(persona, n), this.#beside('demo')) : nothing}
      ${options.providers.length ? this.#providers(options) : nothing} ${withKey ? this.#passkey() : nothing}
      ${options.code ? codeCard(this.#codeState()) : nothing}
      <p class="small">${this.say('sign-in.why')}</p>`;
  }

  /** @param {string} key */
  #refused(key) {
    return html`<div class="message" role="alert">
      <b class="tone-stop">${t(key)}</b> ${this.say(`${key}.why`)} <b>${this.say(`${key}.next`)}</b>
    </div>`;
  }

  /** @param {SignInOptionsOut} options */
  #providers({ providers, down }) {
    return html`<section class="stack">
      <h2>${t('sign-in.providers')}</h2>
      <ul class="personas">
        ${providers.map((one) => {
          const away = down.includes(one.id);
          return html`<li>
            <button type="button" class="card persona" aria-disabled=${this.act.busy || away} @click=${() => !away && this.#start(one)}>
              <span class="grow">
                <b>${one.label}</b>
                ${one.help ? html`<span class="small">${one.help}</span>` : nothing}
                ${away ? html`<span class="small tone-stop">${t('sign-in.down')}</span>` : nothing}
              </span>
              ${away ? nothing : icon('next')}
            </button>
          </li>`;
        })}
      </ul>
      ${this.#beside('provider')}
    </section>`;
  }

  #passkey() {
    return html`<section class="card stack">
      <h2>${t('sign-in.passkey')}</h2>
      <p class="small">${this.say('sign-in.passkey.how')}</p>
      <button type="button" class="btn alt" aria-disabled=${this.act.busy} @click=${this.#withKey}>${t('sign-in.passkey.act')}</button>
      ${this.#beside('passkey')}
    </section>`;
  }

  #shared() {
    return html`<label class="row shared">
      <input type="checkbox" name="short" .checked=${this.short} @change=${this.#share} />
      <span class="grow"><b>${this.say('sign-in.shared')}</b> <span class="small">${t('sign-in.shared.how')}</span></span>
    </label>`;
  }

  #codeState() {
    return {
      say: this.say,
      sent: this.sent,
      email: this.email,
      busy: this.act.busy,
      refusal: this.#beside('code'),
      ask: (/** @type {string} */ email) => this.#ask(email),
      enter: (/** @type {string} */ code) => this.#enter(code),
      restart: () => this.#restart(),
    };
  }

  /** @param {Way} way */
  #beside(way) {
    return this.asked === way ? refusalNote(this.act.denied) : nothing;
  }

  /** @param {Event} event */
  #share(event) {
    this.short = /** @type {HTMLInputElement} */ (event.target).checked;
  }

  #restart() {
    this.sent = null;
    this.act.denied = null;
  }

  /** @param {ProviderOut} provider */
  #start({ id }) {
    return this.#try('provider', async () => {
      const next = destination(this.next, null);
      const { location: url } = await send('POST', `/api/sign-in/${id}`, { next, short: this.short });
      if (!/^https?:/.test(new URL(url, location.href).protocol)) return;
      leavingToSignIn();
      location.assign(url);
    });
  }

  #withKey() {
    return this.#try('passkey', async () => this.#arrive(await passkeys.enter({ short: this.short })));
  }

  /** @param {Persona} persona @param {number} n */
  #become(persona, n) {
    const { short } = this;
    return this.#try('demo', async () => this.#arrive(await send('POST', '/api/demo/session', { persona, n, short })));
  }

  /** @param {string} email */
  #ask(email) {
    this.email = email;
    return this.#try('code', async (key) => {
      this.sent = await send('POST', '/api/session-codes', { email }, { key });
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('#sign-in-code'))?.focus();
    });
  }

  /** @param {string} code */
  #enter(code) {
    const { email, short } = this;
    return this.#try('code', async () => this.#arrive(await send('POST', '/api/session', { email, code, short })));
  }

  /** @param {MeOut} person */
  async #arrive(person) {
    const { unread } = await signedIn();
    const app = /** @type {import('../app.js').App | null} */ (this.closest('passerelles-app'));
    if (app) app.unread = unread;
    announce(this, person.name ? t('sign-in.done', { name: person.name }) : t('sign-in.done.unnamed'), { seen: true });
    const url = destination(this.next, person.home);
    this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url, replace: true } }));
  }

  /** @param {Way} asked @param {(key: string) => Promise<void>} act */
  async #try(asked, act) {
    if (!this.act.busy) this.asked = asked;
    await this.act.run(act);
  }
}

customElements.define('app-sign-in', SignIn);
export default SignIn;
