import { STATUSES, TRIGGERS } from './execution-filter.ts';

const LONGEST = 200;

/** What the audit may be narrowed to, by the names that the address and the API use. */
export const AUDIT_FILTERS = ['project', 'user', 'action', 'status', 'trigger', 'from', 'to'] as const;
export type AuditFilterName = (typeof AUDIT_FILTERS)[number];

export type AuditFilter = Partial<Record<Exclude<AuditFilterName, 'status' | 'trigger'>, string>> & {
  status?: (typeof STATUSES)[number] | undefined;
  trigger?: (typeof TRIGGERS)[number] | undefined;
};

/** The filter that an address asks for; what is empty or unknown is left out. */
export function readAuditFilter(search: string): AuditFilter {
  const given = new URLSearchParams(search);
  const text = (name: AuditFilterName) => given.get(name)?.slice(0, LONGEST) || undefined;
  const named = Object.fromEntries((['project', 'user', 'action', 'from', 'to'] as const).flatMap((name) => (text(name) ? [[name, text(name)]] : [])));
  return { ...named, status: STATUSES.find((status) => status === text('status')), trigger: TRIGGERS.find((trigger) => trigger === text('trigger')) };
}

/** The search part of the address of a filter, always in the same order. */
export const writeAuditFilter = (filter: AuditFilter): string => new URLSearchParams(AUDIT_FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []))).toString();
