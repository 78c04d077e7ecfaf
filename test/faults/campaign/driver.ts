import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../../contract/execution.ts';
import type { Answer, Caller } from '../../support/http.ts';
import type { Acknowledged, Ask } from './ask.ts';

const PATIENCE_MS = 180_000;
const PAUSE_MS = 100;

export type DriveOptions = {
  caller: Caller;
  clients: number;
  /** The next request, or undefined when there is none any more. */
  next: () => Ask | undefined;
  /** Is told of each answer that counts, in the order of their arrival. */
  record?: (acknowledged: Acknowledged) => void;
};

/** What the clients saw: each acknowledged request, how often each HTTP status came (0: no answer), and what was wrong with the answers. */
export type Log = { acknowledged: Acknowledged[]; statuses: Map<number, number>; complaints: string[] };

/** Sends requests from several clients at once; each repeats its own under the same request id until its outcome is known. */
export async function drive({ caller, clients, next, record = () => undefined }: DriveOptions): Promise<Log> {
  const log: Log = { acknowledged: [], statuses: new Map(), complaints: [] };
  const client = async () => {
    for (let ask = next(); ask !== undefined; ask = next()) {
      const acknowledged = await askUntilKnown(caller, ask, log);
      if (acknowledged === null) continue;
      log.acknowledged.push(acknowledged);
      record(acknowledged);
      const again = ask.isRepeated ? await askUntilKnown(caller, ask, log) : acknowledged;
      if (again && again.executionId !== acknowledged.executionId) log.complaints.push(`${ask.requestId} was answered with two executions`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return log;
}

async function askUntilKnown(caller: Caller, ask: Ask, log: Log): Promise<Acknowledged | null> {
  const askedAt = performance.now();
  while (performance.now() - askedAt < PATIENCE_MS) {
    const answer = await askOnce(caller, ask);
    const status = answer?.status ?? 0;
    log.statuses.set(status, (log.statuses.get(status) ?? 0) + 1);
    if (answer && status === 200) return acknowledge(ask, answer.body.data, askedAt, log);
    if (answer && status < 500) {
      log.complaints.push(`${ask.requestId} was answered with ${status}: ${answer.body.detail ?? ''}`);
      return null;
    }
    await sleep(PAUSE_MS);
  }
  log.complaints.push(`the outcome of ${ask.requestId} stayed unknown for ${PATIENCE_MS / 1_000} s`);
  return null;
}

function askOnce(caller: Caller, { projectId, requestId, actionId, inputs }: Ask): Promise<Answer<Execution> | null> {
  return caller.post<Execution>(`/projects/${projectId}/intents`, { actionId, inputs, requestId }).catch(() => null);
}

function acknowledge(ask: Ask, execution: Execution, askedAt: number, { complaints }: Log): Acknowledged {
  const { projectId, requestId, actionId, amount } = ask;
  const { executionId, status, error, stateVersion } = execution;
  if (ask.expected !== null && status !== ask.expected) complaints.push(`${requestId} is ${status} (${error?.code ?? 'no code'}), expected ${ask.expected}`);
  if (execution.requestId !== requestId) complaints.push(`${requestId} was answered with the execution of ${execution.requestId}`);
  return { projectId, requestId, actionId, amount, executionId: executionId ?? 'none', status, code: error?.code ?? null, stateVersion, askedAt, answeredAt: performance.now() };
}
