/** @file Lending a role of one's own, to somebody of the team or by an invitation. */

import { send } from '../core/api.js';
import { dayYear } from '../core/format.js';
import { t } from '../core/i18n.js';
import { html } from '../vendor/lit.js';
import { openDialog } from './dialog.js';
import { sooner } from './invite.js';

/** @import { LendableOut, MemberOut } from '../types/api.js' */

/** @param {LendableOut[]} lends @param {(one: LendableOut) => void} open */
export function lendable(lends, open) {
  return html`<section class="stack">
    <div>
      <h2>${t('lend.title')}</h2>
      <p class="small">${t('lend.why')}</p>
    </div>
    <ul class="cards two">${lends.map(
      (one) => html`<li>
        <article class="card row wrap apart">
          <div>
            <h3>${one.label}${one.place ? `, ${one.place}` : ''}</h3>
            <p class="small">${t('lend.latest', { day: dayYear(one.latest) })}</p>
          </div>
          <button type="button" class="btn alt" @click=${() => open(one)}>${t('lend.open')}</button>
        </article>
      </li>`,
    )}</ul>
  </section>`;
}

/**
 * @param {Element} from
 * @param {LendableOut} lent
 * @param {MemberOut[]} team those shown: others are invited
 * @param {(words: string) => void} done
 */
export function openLend(from, lent, team, done) {
  const others = team.filter(({ me }) => !me);
  const today = new Date().toISOString().slice(0, 10);
  openDialog(from, {
    title: t('lend.title'),
    act: t('lend.act'),
    leave: t('staff.leave'),
    body: () => html`<p><b>${lent.label}${lent.place ? `, ${lent.place}` : ''}</b></p>
      <p>${t('lend.why')}</p>
      <div class="field">
        <label for="lend-person">${t('lend.person')}</label>
        <select id="lend-person" name="person" required>
          ${others.map(({ person, name }) => html`<option value=${person}>${name}</option>`)}
        </select>
        ${others.length ? '' : html`<p class="small">${t('lend.person.none')}</p>`}
      </div>
      <div class="field">
        <label for="lend-end">${t('invite.end')}</label>
        <input id="lend-end" name="ends_on" type="date" required min=${sooner(today, lent.latest)} max=${lent.latest} />
      </div>`,
    run: async (form, key) => {
      const body = { grant: lent.grant, person: String(form.get('person')), ends_on: String(form.get('ends_on')) };
      await send('POST', '/api/team/delegations', body, { key });
      done(t('lend.done'));
    },
  });
}
