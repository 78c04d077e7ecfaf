import { allowInsecureRequests, ClientSecretBasic, ClientSecretPost, Configuration, discovery, type ServerMetadata } from 'openid-client';
import type { Clock } from '../../../platform/clock.ts';
import type { OidcSettings } from '../../../platform/oidc-settings.ts';
import type { KnownProvider } from './known-provider.ts';
import { createKeySet } from './key-set.ts';

const ANSWER_SECONDS = 8;
/** Signatures that need the provider's private key: whoever knows only its public one can make none of them. */
const ACCEPTED = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** Asks a provider for its configuration. Throws where it does not answer, is another issuer, or has no way to sign that is accepted. */
export async function learnProvider({ issuer, clientId, clientSecret }: OidcSettings, clock: Clock): Promise<KnownProvider> {
  const url = new URL(issuer);
  const isPlain = url.protocol === 'http:'; // The settings allow that on loopback alone.
  const found = await discovery(url, clientId, clientSecret, undefined, { timeout: ANSWER_SECONDS, execute: isPlain ? [allowInsecureRequests] : [] });
  const { supportsPKCE, ...said } = found.serverMetadata();
  const algorithms = ACCEPTED.filter((name) => (said.id_token_signing_alg_values_supported ?? ['RS256']).includes(name));
  if (algorithms.length === 0) throw new Error(`it announces none of ${ACCEPTED.join(', ')} for its signatures`);
  requireAddresses(said, isPlain);
  const client = new Configuration({ ...said, id_token_signing_alg_values_supported: algorithms }, clientId, clientSecret, authenticationOf(said, clientSecret));
  client.timeout = ANSWER_SECONDS;
  if (isPlain) allowInsecureRequests(client);
  return { client, issuer: said.issuer, algorithms, keys: createKeySet(new URL(said.jwks_uri ?? ''), clock) };
}

/** By the specification, a provider that names no method takes the first. */
const authenticationOf = ({ token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }: ServerMetadata, secret: string) =>
  methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);

/** Nobody is sent to, and nothing is read from, an address without TLS. */
function requireAddresses({ authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint, end_session_endpoint }: ServerMetadata, isPlain: boolean): void {
  for (const [name, address] of Object.entries({ authorization_endpoint, token_endpoint, jwks_uri })) if (address === undefined) throw new Error(`it announces no ${name}`);
  for (const address of [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint, end_session_endpoint]) {
    const protocol = address === undefined ? 'https:' : URL.parse(address)?.protocol;
    if (protocol !== 'https:' && !(isPlain && protocol === 'http:')) throw new Error('it announces an address that is not https');
  }
}
