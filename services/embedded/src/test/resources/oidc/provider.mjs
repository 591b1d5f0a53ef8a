// An OpenID Connect provider for tests, on a free port of this machine. It grants tokens to clients
// by their secrets (client_credentials). Standard input ends with the test, and ends it.
//   node provider.mjs FOLDER_OF_PACKAGES CLIENTS
// CLIENTS is JSON: [{"id": "...", "secret": "...", "roles": ["..."]}]
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [, , packages, clients] = process.argv;
const { Provider } = await import(
  pathToFileURL(packages + '/node_modules/oidc-provider/lib/index.js').href
);
const known = JSON.parse(clients);
const resource = 'urn:registry';
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    clients: known.map((one) => ({
      client_id: one.id,
      client_secret: one.secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      id_token_signed_response_alg: 'ES256',
    })),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        getResourceServerInfo: () => ({
          scope: '',
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    extraTokenClaims: (context, token) => ({
      groups: known.find((one) => one.id === token.clientId)?.roles ?? [],
    }),
  });
  server.on('request', provider.callback());
  console.log(`issuer ${issuer}`);
});
process.stdin.on('end', () => process.exit()).resume();
