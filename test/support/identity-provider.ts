import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { freePort } from '../../local/free-port.ts';

export const CLIENT_ID = 'gatehouse';
export const CLIENT_SECRET = 'a-secret-of-the-tests-alone-0123456789';
export const AUDIENCE = 'https://gatehouse.test/api';
/** A program with a name of its own at the provider. */
export const ROBOT = { id: 'nightly-robot', secret: 'another-secret-of-the-tests-0123456789' };

/** What the provider says of somebody; the subject is the name that he signs in with there. */
export type Account = { email?: string; email_verified?: boolean; name?: string; preferred_username?: string; organization?: string; groups?: string[]; roles?: unknown };

/** What a token says, and how it is signed where that is not as it should be. */
export type TokenOptions = { header?: Record<string, unknown>; key?: SigningKey };
export type SigningKey = { jwk: JWK; privateKey: CryptoKey; publicKey: CryptoKey };

/** A real OpenID provider in the test's own process, whose people, keys and answers the test can change. */
export type TestProvider = {
  issuer: string;
  accounts: Map<string, Account>;
  /** The key that signs now. */
  key: () => SigningKey;
  /** Signs with a new key from now on; the old one is gone from the published keys. */
  rotateKeys: () => Promise<void>;
  /** Changes what the token endpoint answers, as an attacker on the way would. */
  tamper: (change: ((tokens: TokenAnswer) => Promise<TokenAnswer>) | null) => void;
  /** Signs whatever is asked for, as the provider would if it were careless. */
  sign: (payload: JWTPayload, options?: TokenOptions) => Promise<string>;
  /** Makes Gatehouse known at this address, and no longer at any other. */
  register: (gatehouseUrl: string) => void;
  /** How often its keys were read. */
  keyReads: () => number;
  /** Refuses connections until it is opened again. */
  close: () => Promise<void>;
  open: () => Promise<void>;
  stop: () => Promise<void>;
};

export type TokenAnswer = { id_token?: string; access_token?: string; [name: string]: unknown };

/** Starts a provider that knows Gatehouse at this address; a house whose address is not known yet is registered later. */
export async function startIdentityProvider(gatehouseAt = 'http://127.0.0.1:1'): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const accounts = new Map<string, Account>();
  let gatehouseUrl = gatehouseAt;
  let key = await createKey();
  let provider = createProvider({ issuer, gatehouseUrl, accounts, key });
  let change: ((tokens: TokenAnswer) => Promise<TokenAnswer>) | null = null;
  let keyReads = 0;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url === '/jwks') keyReads += 1;
    if (request.url === '/token' && change !== null) tamperWith(response, change);
    void provider.callback()(request, response);
  };
  let server = await listen(answer, port);
  return {
    ...{ issuer, accounts, key: () => key, keyReads: () => keyReads },
    rotateKeys: async () => {
      key = await createKey();
      provider = createProvider({ issuer, gatehouseUrl, accounts, key });
    },
    register: (url) => {
      gatehouseUrl = url;
      provider = createProvider({ issuer, gatehouseUrl, accounts, key });
    },
    tamper: (next) => {
      change = next;
    },
    sign: (payload, { header = {}, key: signing = key } = {}) =>
      new SignJWT(payload).setProtectedHeader({ alg: 'RS256', ...(signing.jwk.kid !== undefined && { kid: signing.jwk.kid }), typ: 'at+jwt', ...header }).sign(signing.privateKey),
    close: () => close(server),
    open: async () => {
      server = await listen(answer, port);
    },
    stop: () => close(server),
  };
}

/** A new RSA key with an id of its own. */
export async function createKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = `key-${Math.random().toString(36).slice(2)}`;
  return { jwk: { ...(await exportJWK(privateKey)), kid, use: 'sig', alg: 'RS256' }, privateKey, publicKey };
}

type Setting = { issuer: string; gatehouseUrl: string; accounts: Map<string, Account>; key: SigningKey };

function createProvider({ issuer, gatehouseUrl, accounts, key }: Setting): Provider {
  const configuration: Configuration = {
    jwks: { keys: [{ ...key.jwk, kty: 'RSA' }] },
    cookies: { keys: ['a-cookie-key-of-the-tests'] },
    clients: [
      {
        ...{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, grant_types: ['authorization_code'], response_types: ['code'] },
        ...{ redirect_uris: [`${gatehouseUrl}/api/v1/auth/oidc/callback`], post_logout_redirect_uris: [`${gatehouseUrl}/`] },
      },
      { client_id: ROBOT.id, client_secret: ROBOT.secret, grant_types: ['client_credentials'], response_types: [], redirect_uris: [] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username', 'organization', 'groups', 'roles'] },
    findAccount: (_context, subject) => {
      const account = accounts.get(subject);
      return account && { accountId: subject, claims: () => ({ sub: subject, ...account }) };
    },
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      if (!client || !session?.accountId) return undefined;
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: askToSignOut },
      resourceIndicators: { enabled: true, getResourceServerInfo: () => ({ scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', accessTokenTTL: 300 }) },
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 300, AccessToken: 300, ClientCredentials: 300 },
  };
  return quietly(() => new Provider(issuer, configuration));
}

/** The provider warns of what would be wrong outside of a test. */
function quietly<Result>(work: () => Result): Result {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

/** The provider's page at the end of a session. */
function askToSignOut(context: KoaContextWithOIDC, form: string): void {
  context.body = `<!doctype html><title>Sign out</title>${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Yes, sign me out</button>`;
}

/** Changes the body that the provider is about to send. */
function tamperWith(response: ServerResponse, change: (tokens: TokenAnswer) => Promise<TokenAnswer>): void {
  const end = response.end.bind(response);
  response.end = (chunk?: unknown): ServerResponse => {
    const text = Buffer.isBuffer(chunk) ? chunk.toString('utf8') : String(chunk);
    void change(JSON.parse(text) as TokenAnswer).then((tokens) => {
      response.removeHeader('content-length');
      end(JSON.stringify(tokens));
    });
    return response;
  };
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void, port: number): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
