/* Types of the vendored bundle, for developers only. */
export { circleMarker, DomEvent, latLngBounds, map, polygon, svg, tileLayer } from 'leaflet';
export type { CircleMarker, Map } from 'leaflet';
