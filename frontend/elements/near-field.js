/** @file "Près de": the commune a list is measured from, and how far. */

import { t } from '../core/i18n.js';
import { place, setPlace } from '../core/place.js';
import { html, nothing } from '../vendor/lit.js';
import './combobox.js';

/** @import { Choice } from './combobox.js' */
/** @import { Route } from '../core/router.js' */
/** @typedef {(change: Record<string, string | null>) => void} Ask */

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
 * @param {Ask} ask
 * @param {{chips?: boolean}} [how] `chips`: the distances below; else the screen shows them itself
 */
export function nearField(route, label, ask, { chips = true } = {}) {
  const near = nearOf(route);
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
    ${chips && near ? html`<div class="segments" role="group" aria-label=${t('near.distance')}>${distances(route, ask)}</div>` : nothing}`;
}

/** How far from the commune, when there is one. @param {Route} route @param {Ask} ask */
export function distances(route, ask) {
  if (!nearOf(route)) return nothing;
  const far = route.query.get('max_km');
  return DISTANCES.map(
    (n) => html`<button
      type="button"
      class="chip"
      aria-pressed=${far === n}
      @click=${() => ask({ max_km: far === n ? null : n })}
    >
      ${t('plan.max_km', { n })}
    </button>`,
  );
}

/** @param {Choice | null} choice @param {Ask} ask */
function choose(choice, ask) {
  setPlace(choice);
  ask({ near: choice?.id ?? 'campus', max_km: null });
}
