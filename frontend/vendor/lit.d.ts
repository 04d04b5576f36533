/* Types of the vendored bundle, for developers only. */
export { html, LitElement, nothing, svg } from 'lit';
export type { PropertyValues, TemplateResult } from 'lit';
export { classMap } from 'lit/directives/class-map.js';
export { live } from 'lit/directives/live.js';
export { repeat } from 'lit/directives/repeat.js';
