/** @file A real SAML identity provider (npm samlp under express) that speaks as ÉduConnect does. One pupil, who says yes.
 *
 *     node idp.mjs '{"acs": "…/retour", "certificate": "cert.pem", "key": "key.pem", "otherKey": "…", "otherCertificate": "…"}'
 *
 * Prints {"origin": …} when it listens. `?lie=` on its sign-in page changes one thing. Ends when its input closes. */
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import express from 'express';
import samlp from 'samlp';

const { acs, certificate, key, otherKey, otherCertificate } = JSON.parse(process.argv[2]);
const [CERT, KEY, OTHER_CERT, OTHER_KEY] = [certificate, key, otherCertificate, otherKey].map((file) => readFileSync(file));
const EDUCATION = 'urn:oid:1.3.6.1.4.1.20326.10.999.1';
const ISSUER = 'https://educonnect.exemple.fr/idp';

/** What ÉduConnect would say of a pupil, more than we may keep. */
class Pupil {
  constructor(user) {
    this.user = user;
  }
  getClaims() {
    return {
      [`${EDUCATION}.57`]: this.user.id,
      [`${EDUCATION}.7`]: this.user.affiliation,
      [`${EDUCATION}.64`]: 'canary-ine-hash-0123456789abcdef',
      [`${EDUCATION}.67`]: '2010-05-17',
      [`${EDUCATION}.72`]: '0850033Z',
      [`${EDUCATION}.73`]: '2212',
      'urn:oid:2.5.4.42': 'Nolwenn',
      'urn:oid:2.5.4.4': 'Guéguen',
    };
  }
  getNameIdentifier() {
    return { nameIdentifier: `transient-${this.user.id}`, nameIdentifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' };
  }
}

const LIES = {
  'assertion not signed': { signAssertion: false, signResponse: true },
  'nothing signed': { signAssertion: false, signResponse: false },
  'signed by another': { cert: OTHER_CERT, key: OTHER_KEY },
  'another audience': { audience: 'https://ailleurs.exemple' },
  'another issuer': { issuer: 'https://ailleurs.exemple/idp' },
  'another request': { inResponseTo: '_another' },
  expired: { lifetimeInSeconds: -600 },
  'another recipient': { recipient: 'https://ailleurs.exemple/retour', destination: 'https://ailleurs.exemple/retour' },
};

const app = express();
const common = {
  issuer: ISSUER,
  cert: CERT,
  key: KEY,
  recipient: acs,
  destination: acs,
  lifetimeInSeconds: 300,
  signatureAlgorithm: 'rsa-sha256',
  digestAlgorithm: 'sha256',
  getPostURL: (_audience, _document, _request, done) => done(null, acs),
  profileMapper: Object.assign((user) => new Pupil(user), { prototype: Pupil.prototype, metadata: [] }),
};
app.get('/sso', (request, response, next) => {
  const { lie, affiliation = 'eleve2d', person = 'pupil-1' } = request.query;
  request.user = { id: person, affiliation };
  if (lie === 'refused') {
    // What it answers to is in the request, which this helper of the library does not read.
    const asked = inflateRawSync(Buffer.from(request.query.SAMLRequest, 'base64')).toString();
    samlp.sendError({
      ...common,
      inResponseTo: asked.match(/ ID="([^"]+)"/)[1],
      RelayState: request.query.RelayState,
      getPostURL: (_request, done) => done(null, acs),
      error: { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder', description: 'no' },
    })(request, response, next);
    return;
  }
  samlp.auth({ ...common, ...LIES[lie] })(request, response, next);
});
app.get('/metadata', samlp.metadata({ issuer: ISSUER, cert: CERT, endpointPath: '/sso', redirectEndpointPath: '/sso', postEndpointPath: '/sso' }));
app.use((error, _request, response, _next) => response.status(500).send(String(error.stack)));
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ origin: `http://127.0.0.1:${server.address().port}` })}\n`);
});
process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));
