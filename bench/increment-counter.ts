import type { Execution } from '../contract/execution.ts';
import { expectData, type Session } from '../test/support/http.ts';

/** Asks for one governed intent, and throws unless its answer is the committed success. */
export async function incrementCounter(caller: Session, projectId: string): Promise<void> {
  const execution = expectData(await caller.post<Execution>(`/projects/${projectId}/intents`, { actionId: 'demo.counter.increment', inputs: {} }));
  if (execution.status !== 'success') throw new Error(`expected a success, got ${execution.status}: ${execution.message}`);
}
