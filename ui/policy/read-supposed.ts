import type { AskedPerson } from '../../contract/role-question.ts';
import type { Call } from '../client.ts';

/** Somebody who is only supposed, as he is typed in. */
export type Supposed = { email: string; name: string; organization: string; claims: string };

type Asked = Call<'judgeRoles'>['body']['person'];
type Read = { person: Asked; issue?: undefined } | { person: null; issue: string };

/** What was typed in as a person to ask about, or what is wrong with it. */
export function readSupposed({ email, name, organization, claims }: Supposed): Read {
  const read = readClaims(claims.trim() || '{}');
  if (read === null) return { person: null, issue: 'Expected a JSON object of texts, numbers, true or false, or lists of them.' };
  return { person: { ...(email && { email }), ...(name && { name }), ...(organization && { organization }), claims: read } };
}

type Claims = Exclude<Extract<AskedPerson, { claims?: unknown }>['claims'], undefined>;

function readClaims(text: string): Claims | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isClaims(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

const isScalar = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((claim) => isScalar(claim) || (Array.isArray(claim) && claim.every(isScalar)));
