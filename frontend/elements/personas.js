/** @file The people of a demonstration: invented, and anybody may take their place. */

import { t } from '../core/i18n.js';
import { html } from '../vendor/lit.js';
import { icon } from './ui.js';

/** @import { Persona } from '../types/api.js' */

/** Those who have something to do here. @type {{persona: Persona, n: number}[]} */
const PERSONAS = [
  { persona: 'student', n: 1 },
  { persona: 'student', n: 2 },
  { persona: 'apprentice', n: 1 },
  { persona: 'guardian', n: 1 },
  { persona: 'counsellor', n: 1 },
  { persona: 'boarding', n: 1 },
  { persona: 'boarding', n: 2 },
];

/** @param {boolean} busy @param {(persona: Persona, n: number) => void} become @param {unknown} refusal */
export function personas(busy, become, refusal) {
  return html`<section class="stack">
    <h2>${t('sign-in.demo')}</h2>
    <p class="small">${t('sign-in.demo.why')}</p>
    <ul class="personas">
      ${PERSONAS.map(
        ({ persona, n }) => html`<li>
          <button type="button" class="card persona" aria-disabled=${busy} @click=${() => become(persona, n)}>
            <span class="grow">
              <b>${t(`persona.${persona}.${n}`)}</b>
              <span class="small">${t(`persona.${persona}.${n}.can`)}</span>
            </span>
            ${icon('next')}
          </button>
        </li>`,
      )}
    </ul>
    ${refusal}
  </section>`;
}
