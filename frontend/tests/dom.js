/** @file The little of a browser that modules touch when they are imported by node. */
class Nothing {}
globalThis.HTMLElement ??= Nothing;
globalThis.customElements ??= { define() {} };
globalThis.document ??= { createTreeWalker: () => ({}), createComment: () => ({}), getElementById: () => null };
