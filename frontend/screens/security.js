/** @file `/moi/securite`: where I am signed in, and the passkeys that open my account. */

import { Act } from '../core/act.js';
import { get, send } from '../core/api.js';
import { day, hour, moment } from '../core/format.js';
import { t } from '../core/i18n.js';
import { add, possible } from '../core/passkeys.js';
import { Screen } from '../core/screen.js';
import { me, signOut } from '../core/session.js';
import { isFormal, voice } from '../core/voice.js';
import { openDialog } from '../elements/dialog.js';
import { announce, icon, pill, refusalNote } from '../elements/ui.js';
import { html, nothing, repeat } from '../vendor/lit.js';

/** @import { MeOut, OpenSessionList, OpenSessionOut, PasskeyList, PasskeyOut } from '../types/api.js' */

/** @typedef {{person: MeOut, sessions: OpenSessionOut[], keys: PasskeyList}} Mine */

/** @extends {Screen<Mine>} */
class Security extends Screen {
  adding = new Act(this);

  /** @returns {Promise<Mine>} */
  async load() {
    const [{ items }, keys, person] = await Promise.all([
      /** @type {Promise<OpenSessionList>} */ (get('/api/me/sessions')),
      /** @type {Promise<PasskeyList>} */ (get('/api/me/passkeys')),
      me({ fresh: true }),
    ]);
    return { person, sessions: items, keys };
  }

  heading() {
    return t('security.title');
  }

  get say() {
    return voice(this.data ? isFormal(this.data.person) : false);
  }

  /** @param {Mine} mine */
  view({ sessions, keys }) {
    return html`<h1 tabindex="-1">${t('security.heading')} <span class="mark">${t('security.heading.mark')}</span></h1>
      ${this.#sessions(sessions)} ${this.#keys(keys)}`;
  }

  /** @param {OpenSessionOut[]} all */
  #sessions(all) {
    return html`<section class="stack">
      <h2>${t('security.sessions')}</h2>
      <p class="small">${this.say('security.sessions.why')}</p>
      <ul class="cards two">${repeat(
        all,
        ({ id }) => id,
        (one) => html`<li>${this.#session(one)}</li>`,
      )}</ul>
      ${all.length > 1 ? html`<button type="button" class="btn alt" @click=${this.#closeOthers}>${t('security.close.others')}</button>` : nothing}
      <button type="button" class="btn loss" @click=${this.#closeAll}>${t('security.close.all')}</button>
    </section>`;
  }

  /** @param {OpenSessionOut} one */
  #session(one) {
    return html`<article class="card stack">
      <div class="row wrap apart">
        <h3 class="card-title">${one.device}</h3>
        ${one.current ? pill(t('security.current'), 'go') : nothing} ${one.short ? pill(t('security.short')) : nothing}
      </div>
      <p class="small">
        ${t('security.way', { way: one.way_in })}<br />
        ${t('security.opened', { day: day(one.opened_at), hour: hour(one.opened_at) })}<br />
        ${one.current ? nothing : t('security.seen', { age: moment(one.seen_at) })}
      </p>
      ${
        one.current
          ? nothing
          : html`<div class="row">
              <button type="button" class="chip" aria-label=${t('security.close.this', { device: one.device })} @click=${() => this.#close(one)}>
                ${icon('close')}${t('security.close')}
              </button>
            </div>`
      }
    </article>`;
  }

  /** @param {PasskeyList} list */
  #keys({ items, may_change }) {
    const here = may_change !== 'unavailable' && possible();
    return html`<section class="stack">
      <h2>${t('security.keys')}</h2>
      <p class="small">${this.say('security.keys.why')}</p>
      ${
        items.length
          ? html`<ul class="cards two">${repeat(
              items,
              ({ id }) => id,
              (one) => html`<li>${this.#key(one)}</li>`,
            )}</ul>`
          : html`<p>${this.say('security.keys.none')}</p>`
      }
      ${here ? this.#adding(may_change) : html`<p class="message">${t('security.keys.unavailable')}</p>`}
      ${refusalNote(this.adding.denied)}
    </section>`;
  }

  /** @param {PasskeyList['may_change']} may */
  #adding(may) {
    if (may === 'shared') return html`<p class="message">${this.say('security.keys.shared')}</p>`;
    if (may === 'sign_in_again')
      return html`<p class="message">${this.say('security.keys.again')}</p>
        <a class="btn alt" href="/connexion?next=/moi/securite">${t('security.keys.again.act')}</a>`;
    return html`<button type="button" class="btn" aria-disabled=${this.adding.busy} @click=${this.#add}>${t('security.keys.add')}</button>`;
  }

  /** @param {PasskeyOut} one */
  #key(one) {
    return html`<article class="card stack">
      <h3 class="card-title">${one.name}</h3>
      <p class="small">
        ${t('security.key.made', { day: day(one.created_at) })}<br />
        ${one.used_at ? t('security.key.used', { age: moment(one.used_at) }) : t('security.key.unused')}
      </p>
      <div class="row wrap">
        <button type="button" class="chip" aria-label=${t('security.key.rename.this', { name: one.name })} @click=${() => this.#rename(one)}>
          ${t('security.key.rename')}
        </button>
        <button type="button" class="chip" aria-label=${t('security.key.remove.this', { name: one.name })} @click=${() => this.#remove(one)}>
          ${t('security.key.remove')}
        </button>
      </div>
    </article>`;
  }

  #add() {
    return this.adding.run(async () => {
      await add();
      this.#done(t('security.key.added'));
    });
  }

  /** @param {PasskeyOut} one */
  #rename(one) {
    openDialog(this, {
      title: t('security.key.rename.title'),
      act: t('security.key.rename.act'),
      leave: t('security.leave'),
      body: () => html`<div class="field">
        <label for="key-name">${t('security.key.name')}</label>
        <input id="key-name" name="name" required maxlength="60" autocomplete="off" .value=${one.name} />
      </div>`,
      run: async (form) => {
        await send('PUT', `/api/me/passkeys/${one.id}/name`, { name: String(form.get('name')).trim() });
        this.#done(t('security.key.renamed'));
      },
    });
  }

  /** @param {PasskeyOut} one */
  #remove(one) {
    openDialog(this, {
      title: t('security.key.remove.title'),
      act: t('security.key.remove.act'),
      leave: t('security.leave'),
      stop: true,
      body: (refusal) => html`<p><b>${one.name}</b></p>
        <p>${this.say('security.key.remove.why')}</p>
        ${refusal?.slug === 'sign-in-again' ? html`<a class="link" href="/connexion?next=/moi/securite">${t('security.keys.again.act')}</a>` : nothing}`,
      run: async () => {
        await send('DELETE', `/api/me/passkeys/${one.id}`);
        this.#done(t('security.key.removed'));
      },
    });
  }

  /** @param {OpenSessionOut} one */
  #close(one) {
    openDialog(this, {
      title: t('security.close.title'),
      act: t('security.close.act'),
      leave: t('security.leave'),
      stop: true,
      body: () => html`<p><b>${one.device}</b></p><p>${this.say('security.close.why')}</p>`,
      run: async () => {
        await send('DELETE', `/api/me/sessions/${one.id}`);
        this.#done(t('security.closed'));
      },
    });
  }

  #closeOthers() {
    openDialog(this, {
      title: t('security.close.others.title'),
      act: t('security.close.others'),
      leave: t('security.leave'),
      stop: true,
      body: () => html`<p>${this.say('security.close.others.why')}</p>`,
      run: async () => {
        await send('DELETE', '/api/me/sessions?others=true');
        this.#done(t('security.closed.others'));
      },
    });
  }

  #closeAll() {
    openDialog(this, {
      title: t('security.close.all.title'),
      act: t('security.close.all'),
      leave: t('security.leave'),
      stop: true,
      body: () => html`<p>${this.say('security.close.all.why')}</p>`,
      run: async () => {
        await signOut(() => send('DELETE', '/api/me/sessions'));
        announce(this, t('security.closed.all'), { seen: true });
        this.dispatchEvent(new CustomEvent('go', { bubbles: true, detail: { url: '/moi', replace: true } }));
      },
    });
  }

  /** @param {string} words */
  #done(words) {
    announce(this, words, { seen: true });
    this.reload();
  }
}

customElements.define('app-security', Security);
export default Security;
