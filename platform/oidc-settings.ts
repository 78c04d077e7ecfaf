import type { Variables } from './variables.ts';
import { parseText } from './variables.ts';

/** The identity provider with which people may sign in, and how Gatehouse is known there. */
export type OidcSettings = {
  /** Exactly as the provider writes it of itself, trailing slash included. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whom the provider's access tokens are for when they are meant for Gatehouse; null refuses all of them. */
  readonly audience: string | null;
  readonly scopes: string;
  /** The names of the claims that policies may read. */
  readonly claims: readonly string[];
  /** What the button on the sign-in page calls the provider; null lets it speak of single sign-on. */
  readonly name: string | null;
};

const NEEDED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
const MAX_CLAIMS = 20;
const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/;

/** Reads how people sign in with an identity provider; null where they do not. Its first three variables are set together or not at all. */
export function readOidcSettings(variables: Variables): OidcSettings | null {
  const issuer = variables.read('OIDC_ISSUER', null, 'an https URL such as https://id.example, without query or fragment (http on loopback alone)', parseIssuer);
  const clientId = variables.read('OIDC_CLIENT_ID', null, 'the client id, at most 256 visible characters', parseVisible);
  const clientSecret = variables.read('OIDC_CLIENT_SECRET', null, 'the client secret', parseText, 'hidden');
  const more = {
    audience: variables.read('OIDC_AUDIENCE', null, 'the audience of access tokens, at most 256 visible characters', parseVisible),
    scopes: variables.read('OIDC_SCOPES', 'openid email profile', 'scopes separated by spaces, openid among them', parseScopes),
    claims: variables.read('OIDC_CLAIMS', ['groups', 'roles'], `at most ${MAX_CLAIMS} names of claims, separated by commas`, parseClaims),
    name: variables.read('OIDC_NAME', null, 'a name of at most 40 characters', parseName),
  };
  if (issuer !== null && clientId !== null && clientSecret !== null) return { issuer, clientId, clientSecret, ...more };
  const absent = NEEDED.filter((name) => variables.read(name, null, 'a value', parseText, 'hidden') === null);
  const isAsked = absent.length < NEEDED.length || more.audience !== null;
  if (isAsked && absent.length > 0) variables.problem(`OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together; expected ${absent.join(' and ')} as well.`);
  return null;
}

function parseIssuer(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || /[?#]/.test(text) || url.username !== '' || url.password !== '') return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) ? text : null;
}

const parseVisible = (text: string): string | null => (/^[\x21-\x7e]{1,256}$/.test(text) ? text : null);

const parseName = (text: string): string | null => (/^[^\p{C}]{1,40}$/u.test(text) ? text : null);

function parseScopes(text: string): string | null {
  const scopes = text.split(/ +/, 50);
  return scopes.includes('openid') && scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/.test(scope)) ? scopes.join(' ') : null;
}

/** Names such as groups, or https://example.com/roles; none that an object has by itself. */
function parseClaims(text: string): readonly string[] | null {
  const names = text.split(',', MAX_CLAIMS + 1).map((name) => name.trim());
  const areNames = names.every((name) => /^[\x21-\x7e]{1,200}$/.test(name) && !['__proto__', 'constructor', 'prototype'].includes(name));
  return areNames && names.length <= MAX_CLAIMS ? names : null;
}
