/* Bundles the libraries we lean on into `frontend/vendor/`, one file each, so that running the app needs no build.
   Called by `make vendor`; versions are those of package.json. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

const LIT = `
export { LitElement, html, nothing, svg } from 'lit';
export { classMap } from 'lit/directives/class-map.js';
export { live } from 'lit/directives/live.js';
export { repeat } from 'lit/directives/repeat.js';
`;

/** What the map uses of Leaflet: no control and no popup, which write HTML that the page's policy refuses. */
const LEAFLET = `export { circleMarker, DomEvent, latLngBounds, map, polygon, svg, tileLayer } from './leaflet.esm.js';`;
/** Leaflet asks the browser for inline SVG by writing HTML, once, when it loads: the same question without HTML. */
const ASKED = "div.innerHTML = '<svg/>';";
const ASKED_SAFELY = "div.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));";

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

await leaflet();

async function leaflet() {
  const folder = 'node_modules/leaflet';
  const { version } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const source = await readFile(`${folder}/dist/leaflet-src.esm.js`, 'utf8');
  if (!source.includes(ASKED)) throw new Error('Leaflet no longer asks for inline SVG as it did: look again');
  const patched = {
    name: 'leaflet',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /leaflet\.esm\.js$/ }, () => ({ path: 'leaflet', namespace: 'leaflet' }));
      onLoad({ filter: /.*/, namespace: 'leaflet' }, () => ({ contents: source.replace(ASKED, ASKED_SAFELY), loader: 'js' }));
    },
  };
  await build({
    stdin: { contents: LEAFLET, resolveDir: '.', loader: 'js' },
    plugins: [patched],
    outfile: 'frontend/vendor/leaflet.js',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    banner: { js: `/* Leaflet ${version}, © Volodymyr Agafonkin, CloudMade, BSD-2-Clause: see leaflet.LICENSE.txt */` },
  });
  const sheet = await readFile(`${folder}/dist/leaflet.css`, 'utf8');
  const rules = sheet.match(/[^{}]+\{[^}]*\}/g).filter((rule) => !rule.includes('url('));
  const css = rules.join('').replace(/\/\*[^]*?\*\//g, '').replace(/\n\s*\n+/g, '\n');
  await writeFile('frontend/vendor/leaflet.css', `/* Leaflet ${version}: see leaflet.LICENSE.txt */\n@layer components {${css}\n}\n`);
  await copyFile(`${folder}/LICENSE`, 'frontend/vendor/leaflet.LICENSE.txt');
}
