/** @file Certified OpenID providers (npm oidc-provider), one per preset, each on a free port. One person, who says yes.
 *
 *     node providers.mjs '{"origin": "http://testserver", "secret": "…"}'
 *
 * Prints one line of JSON when they listen: {"fc": issuer, "pc": issuer, "ent": issuer}. Ends when its input closes. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { origin, secret } = JSON.parse(process.argv[2]);
const KNOWN_TO_PROCONNECT = new Set([
  'response_type', 'client_id', 'redirect_uri', 'scope', 'state', 'nonce', 'claims', 'acr_values', 'prompt', 'idp_hint',
]);
const TWO_FACTORS = 'https://proconnect.gouv.fr/assurance/self-asserted-2fa';

/** A private key as the provider wants it. */
function key(kind, alg) {
  const made = kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...made.privateKey.export({ format: 'jwk' }), kid: `${kind}-1`, use: 'sig', alg };
}
const jwks = { keys: [key('ec', 'ES256'), key('rsa', 'RS256')] };

const PRESETS = {
  fc: {
    alg: 'ES256', auth: 'client_secret_post', userinfo: 'ES256', acr: 'eidas1', acrs: ['eidas1'], pkce: false,
    scopes: ['openid', 'given_name', 'family_name', 'birthdate', 'email'],
    claims: { given_name: ['given_name'], family_name: ['family_name'], birthdate: ['birthdate'], email: ['email'] },
    person: { given_name: 'Angela Claire', family_name: 'DUBOIS', birthdate: '1962-08-24', email: 'angela@exemple.fr' },
  },
  pc: {
    alg: 'RS256', auth: 'client_secret_post', userinfo: 'RS256', acr: TWO_FACTORS, pkce: false,
    acrs: ['eidas1', 'eidas2', 'eidas3', TWO_FACTORS, 'https://proconnect.gouv.fr/assurance/consistency-checked-2fa'],
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret'],
    claims: { given_name: ['given_name'], usual_name: ['usual_name'], email: ['email'], siret: ['siret'] },
    person: { given_name: 'Maryvonne', usual_name: 'Le Bihan', email: 'maryvonne@exemple.fr', siret: '19850033800015' },
    refuses: (query) => [...query.keys()].find((name) => !KNOWN_TO_PROCONNECT.has(name)),
  },
  ent: {
    alg: 'RS256', auth: 'client_secret_basic', acrs: ['1'], acr: '1', pkce: true,
    scopes: ['openid', 'profile'],
    claims: { profile: ['given_name', 'family_name', 'ENTPersonProfils'] },
    person: { given_name: 'Léa', family_name: 'Riou', ENTPersonProfils: ['National_ELV'] },
  },
};

/** One provider listening on a port of its own. @returns {Promise<string>} its issuer */
async function listen(id, preset) {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const accountId = `${id}-person`;
  const provider = new Provider(issuer, {
    jwks,
    cookies: { keys: ['for tests only'] },
    scopes: preset.scopes,
    claims: { openid: ['sub'], acr: null, ...preset.claims },
    acrValues: preset.acrs,
    conformIdTokenClaims: true,
    pkce: { required: () => preset.pkce },
    clients: [
      {
        client_id: 'passerelles',
        client_secret: secret,
        redirect_uris: [`${origin}/connexion/${id}/retour`],
        post_logout_redirect_uris: [`${origin}/deconnexion/${id}/retour`],
        token_endpoint_auth_method: preset.auth,
        id_token_signed_response_alg: preset.alg,
        ...(preset.userinfo ? { userinfo_signed_response_alg: preset.userinfo } : {}),
      },
    ],
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...preset.person }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope(preset.scopes.join(' '));
      grant.addOIDCClaims(['acr', ...Object.values(preset.claims).flat()]);
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const url = new URL(request.url, issuer);
    const unknown = url.pathname === '/auth' && preset.refuses?.(url.searchParams);
    if (unknown) {
      response.writeHead(400, { 'content-type': 'text/plain' }).end(`Y000400 ${unknown}`);
    } else if (url.pathname.startsWith('/interaction/')) {
      await provider.interactionFinished(request, response, { login: { accountId, acr: preset.acr, amr: ['pwd'] } });
    } else {
      await answer(request, response);
    }
  });
  return issuer;
}

const issuers = {};
for (const [id, preset] of Object.entries(PRESETS)) issuers[id] = await listen(id, preset);
process.stdout.write(`${JSON.stringify(issuers)}\n`);
process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));
