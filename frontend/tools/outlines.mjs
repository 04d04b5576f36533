/* Writes `frontend/geo/departements.json`, the map's own base, from a GeoJSON of the départements:
     node frontend/tools/outlines.mjs <departements.geojson>
   Source: IGN Admin Express, simplified by gregoiredavid/france-geojson, 2018, Licence Ouverte.
   A ring is whole thousandths of a degree (about 100 m): the first point, then steps from point to point. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';

const SCALE = 1000;
const [, , path] = process.argv;
const { features } = JSON.parse(await readFile(path, 'utf8'));

/** @param {[number, number][]} ring */
function steps(ring) {
  const flat = [];
  let [lastLon, lastLat] = [0, 0];
  for (const [lon, lat] of ring.map((point) => point.map((value) => Math.round(value * SCALE)))) {
    if (flat.length && lon === lastLon && lat === lastLat) continue;
    flat.push(lon - lastLon, lat - lastLat);
    [lastLon, lastLat] = [lon, lat];
  }
  return flat;
}

const departments = features.map(({ properties, geometry }) => {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return { code: properties.code, name: properties.nom, rings: polygons.map(([outer]) => steps(outer)) };
});
const source = 'IGN Admin Express simplifié (france-geojson), 2018, Licence Ouverte';
await mkdir('frontend/geo', { recursive: true });
await writeFile('frontend/geo/departements.json', `${JSON.stringify({ source, scale: SCALE, departments })}\n`);
