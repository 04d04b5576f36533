/** @file "Près de": the commune a list is measured from, and how far. */

import { t } from '../core/i18n.js';
import { place, setPlace } from '../core/place.js';
import { html, nothing } from '../vendor/lit.js';
import './combobox.js';

/** @import { Choice } from './combobox.js' */
/** @import { Route } from '../core/router.js' */

const DISTANCES = ['30', '60'];

/** The commune of this list: the address's, else the one the student already gave. @param {Route} route @returns {string | null} */
export function nearOf(route) {
  const asked = route.query.get('near');
  if (asked === 'campus') return null;
  return asked ?? place()?.id ?? null;
}

/**
 * @param {Route} route
 * @param {string | null | undefined} label name of the commune as the answer gives it
 * @param {(change: Record<string, string | null>) => void} ask
 */
export function nearField(route, label, ask) {
  const near = nearOf(route);
  const far = route.query.get('max_km');
  const known = place();
  const value = near ? { id: near, label: label ?? (known?.id === near ? known.label : '…') } : null;
  return html`<div class="card near-card">
      <app-combobox
        label=${t('plan.near')}
        hint=${t('near.hint')}
        kinds="commune"
        .value=${value}
        @choose=${(/** @type {CustomEvent<Choice | null>} */ { detail }) => choose(detail, ask)}
      ></app-combobox>
    </div>
    ${
      near
        ? html`<div class="segments" role="group" aria-label=${t('near.distance')}>
            ${DISTANCES.map(
              (n) => html`<button
                type="button"
                class="chip"
                aria-pressed=${far === n}
                @click=${() => ask({ max_km: far === n ? null : n })}
              >
                ${t('plan.max_km', { n })}
              </button>`,
            )}
          </div>`
        : nothing
    }`;
}

/** @param {Choice | null} choice @param {(change: Record<string, string | null>) => void} ask */
function choose(choice, ask) {
  setPlace(choice);
  ask({ near: choice?.id ?? 'campus', max_km: null });
}
