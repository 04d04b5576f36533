/* Bundles the libraries we lean on into `frontend/vendor/`, one file each, so that running the app needs no build.
   Called by `make vendor`; versions are those of package.json. */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { build } from 'esbuild';

const LIT = `
export { LitElement, html, nothing, svg } from 'lit';
export { classMap } from 'lit/directives/class-map.js';
export { live } from 'lit/directives/live.js';
export { repeat } from 'lit/directives/repeat.js';
`;

const { version } = JSON.parse(await readFile('node_modules/lit/package.json', 'utf8'));
await mkdir('frontend/vendor', { recursive: true });
await build({
  stdin: { contents: LIT, resolveDir: '.', loader: 'js' },
  outfile: 'frontend/vendor/lit.js',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  banner: { js: `/* lit ${version}, © Google LLC, BSD-3-Clause: see lit.LICENSE.txt */` },
});
await copyFile('node_modules/lit/LICENSE', 'frontend/vendor/lit.LICENSE.txt');
