/** @file A map, loaded only when asked for: outlines of ours, or the tiles this installation names. The list says the same. */

import { t } from '../core/i18n.js';
import { corners, tilesOf } from '../core/outlines.js';
import { circleMarker, latLngBounds, map, polygon, svg, tileLayer } from '../vendor/leaflet.js';
import { html, LitElement, nothing } from '../vendor/lit.js';
import { icon } from './ui.js';

/** @import { CircleMarker, Map as LeafletMap } from '../vendor/leaflet.js' */
/** @import { MapPlace, Outlines, Tiles } from '../core/outlines.js' */

const SMALLEST = 6; // radius of a place, in pixels
const LARGEST = 14;
const FINGER = 24; // how near a tap has to be, in pixels
const CLOSEST = 12; // zoom

/** One tab stop for all places: the arrows go from one to the next. */
export class PlacesMap extends LitElement {
  static properties = {
    places: { attribute: false },
    chosen: { state: true },
    source: { state: true },
    failed: { state: true },
  };

  constructor() {
    super();
    /** @type {MapPlace[]} */
    this.places = [];
    /** @type {MapPlace | null} */
    this.chosen = null;
    /** Where the base comes from. @type {string | null} */
    this.source = null;
    this.failed = false;
    /** @type {LeafletMap | null} */
    this.map = null;
    /** @type {CircleMarker[]} */
    this.marks = [];
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<div class="map-box">
        <div class="map-room" role="application" aria-label=${t('map.label', { n: this.places.length })}></div>
        <div class="map-zoom">
          <button type="button" class="round" aria-label=${t('map.closer')} @click=${() => this.map?.zoomIn()}>${icon('plus')}</button>
          <button type="button" class="round" aria-label=${t('map.farther')} @click=${() => this.map?.zoomOut()}>${icon('minus')}</button>
        </div>
      </div>
      <div class="map-chosen" role="status">${this.chosen ? card(this.chosen) : html`<p class="small">${t(this.failed ? 'map.failed' : 'map.help')}</p>`}</div>
      ${this.source ? html`<p class="small">${t('map.source', { source: this.source })}</p>` : nothing}`;
  }

  async firstUpdated() {
    const room = /** @type {HTMLElement} */ (this.querySelector('.map-room'));
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.map = map(room, {
      attributionControl: false,
      zoomControl: false,
      scrollWheelZoom: false,
      zoomAnimation: !still,
      fadeAnimation: !still,
      maxZoom: CLOSEST,
      zoomSnap: 0.5,
      renderer: svg({ padding: 0.5 }),
    });
    this.map.on('click', ({ containerPoint }) => this.#nearest(containerPoint));
    this.#show();
    this.sized = new ResizeObserver(() => this.map?.invalidateSize());
    this.sized.observe(room);
    const tiles = tilesOf(document.getElementById('amorce')?.textContent);
    if (tiles) return this.#lay(tiles);
    try {
      const answer = await fetch(new URL('../geo/departements.json', import.meta.url));
      const outlines = /** @type {Outlines} */ (await answer.json());
      this.source = outlines.source;
      this.#draw(outlines);
    } catch {
      this.failed = true; // the places stay, without a base
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sized?.disconnect();
    this.map?.remove();
    this.map = null;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('places') && this.map) this.#show();
  }

  /** @param {Tiles} tiles */
  #lay({ url, attribution }) {
    if (!this.map) return;
    this.source = attribution;
    const layer = tileLayer(url, { maxZoom: CLOSEST });
    layer.on('tileerror', () => {
      this.failed = true;
    });
    layer.addTo(this.map);
  }

  /** @param {Outlines} outlines */
  #draw({ departments, scale }) {
    for (const { rings } of departments) {
      const shape = polygon(
        rings.map((ring) => [corners(ring, scale)]),
        { className: 'map-land', interactive: false },
      );
      if (this.map) shape.addTo(this.map).bringToBack();
    }
  }

  /** Places, the largest under the smallest, and a view that holds them all. */
  #show() {
    for (const mark of this.marks) mark.remove();
    this.chosen = null;
    const room = this.map;
    if (!room) return;
    if (!this.places.length) room.setView([46.6, 2.4], 5);
    else
      room.fitBounds(latLngBounds(this.places.map(({ lat, lon }) => [lat, lon])).pad(0.15), {
        maxZoom: 10,
        animate: false,
      });
    this.marks = this.places.map((place, index) => {
      const radius = Math.min(SMALLEST + Math.sqrt(place.count) * 1.5, LARGEST);
      const mark = circleMarker([place.lat, place.lon], { radius, className: 'map-place' }).addTo(room);
      mark.on('click', () => this.#choose(index));
      const shape = mark.getElement();
      shape?.setAttribute('role', 'button');
      shape?.setAttribute('aria-label', t('map.place', { name: place.name, n: place.count }));
      shape?.setAttribute('tabindex', index === 0 ? '0' : '-1');
      shape?.addEventListener('keydown', (event) => this.#key(/** @type {KeyboardEvent} */ (event), index));
      return mark;
    });
  }

  /** @param {KeyboardEvent} event @param {number} index */
  #key(event, index) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key !== 'Enter' && event.key !== ' ' && step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === undefined) return this.#choose(index);
    const count = this.marks.length;
    const next = (index + step + count) % count;
    this.map?.panInside(this.marks[next].getLatLng(), { padding: [40, 40], animate: false });
    this.marks[index].getElement()?.setAttribute('tabindex', '-1');
    const shape = /** @type {SVGElement | undefined} */ (this.marks[next].getElement());
    shape?.setAttribute('tabindex', '0');
    shape?.focus();
  }

  /** A finger is larger than a mark: it takes the nearest one under it. @param {{x: number, y: number}} point */
  #nearest({ x, y }) {
    const far = this.marks.map((mark) => {
      const at = /** @type {LeafletMap} */ (this.map).latLngToContainerPoint(mark.getLatLng());
      return Math.hypot(at.x - x, at.y - y);
    });
    const least = Math.min(...far);
    if (least <= FINGER) this.#choose(far.indexOf(least));
  }

  /** @param {number} index */
  #choose(index) {
    this.marks.forEach((mark, at) => {
      mark.getElement()?.classList.toggle('map-on', at === index);
    });
    this.marks[index].bringToFront();
    this.chosen = this.places[index];
  }
}

/** @param {MapPlace} place */
function card({ name, city, url, count }) {
  return html`<article class="card">
    <h3 class="card-title"><a href=${url}>${name}</a></h3>
    <p class="small">${[city, t('explore.count', { n: count })].filter(Boolean).join(' · ')}</p>
  </article>`;
}

customElements.define('app-map', PlacesMap);
