import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution } from '../../contract/execution.ts';
import type { Snapshot } from '../../contract/snapshot.ts';
import { type Answer, createProject, expectData, type Session } from '../support/http.ts';

const MAX_ASKS = 60;

/** Opens a project without limits, whose counter says how many increments have been committed. */
export async function openCounter(admin: Session): Promise<string> {
  const projectId = await createProject(admin);
  expectData(await admin.put(`/projects/${projectId}/policy`, {}));
  return projectId;
}

export const newRequestIds = (count: number): string[] => Array.from({ length: count }, () => `r-${randomBytes(8).toString('hex')}`);

/** Asks once for one increment under that request id. */
export function increment(caller: Session, projectId: string, requestId: string): Promise<Answer<Execution>> {
  return caller.post<Execution>(`/projects/${projectId}/intents`, { actionId: 'demo.counter.increment', inputs: {}, requestId });
}

/** Asks as a patient client does: a fault or a 503 is asked again under the same request id. */
export async function incrementUntilKnown(caller: Session, projectId: string, requestId: string): Promise<Execution> {
  for (let asks = 1; ; asks += 1) {
    const answer = await increment(caller, projectId, requestId).catch(() => null);
    if (answer?.status === 200) return answer.body.data;
    if (answer && answer.status < 500) throw new Error(`expected an outcome or a fault, got ${answer.status}: ${JSON.stringify(answer.body)}`);
    if (asks === MAX_ASKS) throw new Error(`the outcome of ${requestId} stayed unknown after ${asks} asks: ${JSON.stringify(answer?.body)}`);
    await sleep(200);
  }
}

/** What the project holds in the end: the counter, and each request id with the number of its executions. */
export async function ledgerOf(caller: Session, projectId: string): Promise<{ counter: unknown; executions: Map<string, number>; versions: number[] }> {
  const { version, components } = expectData(await caller.get<Snapshot>(`/projects/${projectId}/state`));
  const executions = new Map<string, number>();
  const versions: number[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Execution[]; nextCursor: string | null } = expectData(
      await caller.get(`/projects/${projectId}/executions?limit=100${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`),
    );
    for (const { requestId, stateVersion } of page.items) {
      executions.set(requestId, (executions.get(requestId) ?? 0) + 1);
      versions.push(stateVersion);
    }
    cursor = page.nextCursor;
  } while (cursor !== null && versions.length <= version + 1_000);
  return { counter: components['demo.counter']?.['value'], executions, versions: versions.toReversed() };
}
