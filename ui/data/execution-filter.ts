import type { Execution } from '../../contract/execution.ts';
import type { Recorded } from './use-execution.ts';

const LONGEST = 200;

/** What a list of executions may be narrowed to, by the names that the address and the API use. */
export const FILTER_NAMES = ['status', 'action', 'user', 'trigger', 'from', 'to', 'requestId'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const STATUSES = ['success', 'rejected', 'failed', 'pending_approval'] as const satisfies Execution['status'][];
export const TRIGGERS = ['chat', 'api', 'ui', 'plan', 'system'] as const satisfies Execution['trigger'][];

export type ExecutionFilter = Partial<Record<Exclude<FilterName, 'status' | 'trigger'>, string>> & {
  status?: (typeof STATUSES)[number] | undefined;
  trigger?: (typeof TRIGGERS)[number] | undefined;
};

/** The filter that an address asks for; what is empty or unknown is left out. */
export function readFilter(search: string): ExecutionFilter {
  const given = new URLSearchParams(search);
  const text = (name: FilterName) => given.get(name)?.slice(0, LONGEST) || undefined;
  const filter = { action: text('action'), user: text('user'), from: text('from'), to: text('to'), requestId: text('requestId') };
  return { ...filter, status: STATUSES.find((status) => status === text('status')), trigger: TRIGGERS.find((trigger) => trigger === text('trigger')) };
}

/** The search part of the address of a filter, always in the same order. */
export const writeFilter = (filter: ExecutionFilter): string =>
  new URLSearchParams(FILTER_NAMES.flatMap((name) => (filter[name] ? [[name, filter[name]]] : []))).toString();

const sameAction = (wanted: string, actionId: string): boolean => wanted === actionId || wanted === actionId.split('@')[0];

/** Whether an execution belongs in a narrowed list, by the rules by which the API narrows it. */
export function matchesFilter(execution: Recorded, { status, action, user, trigger, from, to, requestId }: ExecutionFilter): boolean {
  const at = Date.parse(execution.createdAt);
  return (
    (!status || execution.status === status) &&
    (!action || sameAction(action, execution.actionId)) &&
    (!user || execution.userId === user) &&
    (!trigger || execution.trigger === trigger) &&
    (!requestId || execution.requestId === requestId) &&
    (!from || at >= Date.parse(from)) &&
    (!to || at < Date.parse(to))
  );
}
