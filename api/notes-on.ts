import type { Temporal } from '../temporal/connect.ts';
import { LABEL_NAMES } from '../temporal/labels.ts';
import type { Line } from './readiness.ts';

/** What works in part, and how to make it whole; a process that has something noted is ready all the same. */
export const notesOn = ({ labels, client }: Pick<Temporal, 'labels' | 'client'>): Record<'searchAttributes', Line> => ({
  searchAttributes: labels ? { ok: true, detail: 'ok' } : { ok: false, detail: `Workflows run without search attributes. Register them, then start the api anew: ${registrationCommand(client.options.namespace)}` },
});

const registrationCommand = (namespace: string): string => `temporal operator search-attribute create --namespace ${namespace} ${LABEL_NAMES.map((name) => `--name ${name} --type Keyword`).join(' ')}`;
