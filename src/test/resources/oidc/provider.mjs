// An OpenID Connect provider for tests, on a free port of this machine. It grants tokens to clients by their secrets
// (client_credentials), and signs people in who type their name, without a password (authorization_code).
//   node provider.mjs FOLDER_OF_PACKAGES CLIENTS [PEOPLE]
// CLIENTS is JSON: [{"id": "...", "secret": "...", "roles": ["..."]}], and for sign-ins with "redirect" and "signedOut"
// in place of roles. PEOPLE is JSON: {"NAME": {"email": "...", "email_verified": true, "groups": ["..."]}}.
// A line on standard input names how ID tokens are forged from then on, and is answered by a line. Standard input ends
// with the test, and ends this process.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [, , packages, clients, people = '{}'] = process.argv;
const { Provider } = await import(
  pathToFileURL(packages + '/node_modules/oidc-provider/lib/index.js').href
);
const known = JSON.parse(clients);
const accounts = JSON.parse(people);
const resource = 'urn:registry';
const keyPair = (kid) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const described = { kid, alg: 'ES256', use: 'sig' };
  return {
    privateKey,
    jwk: { ...privateKey.export({ format: 'jwk' }), ...described },
    published: { ...publicKey.export({ format: 'jwk' }), ...described },
  };
};
const keys = { first: keyPair('first'), second: keyPair('second') };
const client = (one) =>
  one.redirect
    ? {
        grant_types: ['authorization_code'],
        redirect_uris: [one.redirect],
        post_logout_redirect_uris: [one.signedOut],
        response_types: ['code'],
      }
    : { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };

// What an attacker, a wrong setting or a broken provider could send.
let forging = 'nothing';
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part) => JSON.parse(Buffer.from(part, 'base64url'));
function forged(token, secret) {
  const [header, claims] = token.split('.').slice(0, 2).map(decode);
  let key = keys.first.privateKey;
  switch (forging) {
    case 'nothing': return token;
    case 'nonce': claims.nonce = 'of another sign-in'; break;
    case 'audience': claims.aud = 'another'; break;
    case 'party': claims.aud = [claims.aud, 'another']; claims.azp = 'another'; break;
    case 'shared': claims.aud = [claims.aud, 'another']; break;
    case 'issuer': claims.iss = 'https://another.example'; break;
    case 'expired': claims.exp = Math.floor(Date.now() / 1000) - 3600; break;
    case 'subject': claims.sub = 'a\nb'; break;
    case 'key': key = keys.second.privateKey; break;
    case 'rotated': header.kid = 'second'; key = keys.second.privateKey; break;
    case 'unsigned': return `${encode({ alg: 'none' })}.${encode(claims)}.`;
    case 'secret': header.alg = 'HS256'; break;
  }
  const text = `${encode(header)}.${encode(claims)}`;
  const signature =
    forging === 'secret'
      ? createHmac('sha256', secret).update(text).digest('base64url')
      : sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `${text}.${signature}`;
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [keys.first.jwk] },
    clients: known.map((one) => ({
      client_id: one.id,
      client_secret: one.secret,
      id_token_signed_response_alg: 'ES256',
      ...client(one),
    })),
    // All of them are in the ID token.
    claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...accounts[id] }),
    }),
    interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
    // All have consented.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (context) =>
          context.oidc.params?.grant_type === 'client_credentials' ? resource : undefined,
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
  provider.use(async (context, next) => {
    await next();
    if (context.path === '/token' && context.body?.id_token) {
      const secret = known.find((one) => one.id === context.oidc.client.clientId).secret;
      context.body = { ...context.body, id_token: forged(context.body.id_token, secret) };
    } else if (context.path === '/jwks' && forging === 'rotated') {
      context.body = { keys: [keys.first.published, keys.second.published] };
    } else if (context.path.endsWith('/openid-configuration') && forging === 'discovery') {
      context.body = { ...context.body, issuer: 'https://another.example' };
    }
  });
  const handle = provider.callback();
  server.on('request', (request, response) =>
    request.url.startsWith('/interaction/')
      ? interact(provider, request, response)
      : handle(request, response),
  );
  console.log(`issuer ${issuer}`);
});

async function interact(provider, request, response) {
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!DOCTYPE html><html lang="en"><title>Provider</title><form method="post"><label>Name <input id="user" name="user"></label><button>Sign in</button></form></html>`,
    );
    return;
  }
  let body = '';
  for await (const piece of request) body += piece;
  const user = new URLSearchParams(body).get('user');
  const result = accounts[user]
    ? { login: { accountId: user } }
    : { error: 'access_denied', error_description: 'no person has this name' };
  await provider.interactionFinished(request, response, result);
}

createInterface(process.stdin)
  .on('line', (line) => {
    forging = line;
    console.log(`forges ${line}`);
  })
  .on('close', () => process.exit());
