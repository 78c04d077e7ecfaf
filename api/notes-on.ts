import type { Temporal } from '../temporal/connect.ts';
import { LABEL_NAMES } from '../temporal/labels.ts';
import type { IdentityProvider } from './auth/oidc/identity-provider.ts';
import type { Line } from './readiness.ts';

/** What works in part, and how to make it whole; a process that has something noted is ready all the same. */
export const notesOn = ({ labels, client }: Pick<Temporal, 'labels' | 'client'>, provider: Pick<IdentityProvider, 'isThere'> | null): Record<string, Line> => ({
  searchAttributes: labels ? FINE : { ok: false, detail: `Workflows run without search attributes. Register them, then start the api anew: ${registrationCommand(client.options.namespace)}` },
  ...(provider && { identityProvider: noteOn(provider.isThere()) }),
});

const FINE: Line = { ok: true, detail: 'ok' };

function noteOn(isThere: boolean | null): Line {
  if (isThere === null) return { ok: true, detail: 'It has not been asked yet.' };
  return isThere ? FINE : { ok: false, detail: 'The identity provider of OIDC_ISSUER does not answer as one, so nobody can sign in with it; the log of the api has the reason.' };
}

const registrationCommand = (namespace: string): string => `temporal operator search-attribute create --namespace ${namespace} ${LABEL_NAMES.map((name) => `--name ${name} --type Keyword`).join(' ')}`;
