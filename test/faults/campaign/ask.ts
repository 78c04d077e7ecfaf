import type { Execution } from '../../../contract/execution.ts';
import type { JsonObject } from '../../../contract/json.ts';
import type { Seeded } from './seeded.ts';

/** One request of a campaign, and what has to become of it; null where either answer will do. */
export type Ask = {
  projectId: string;
  requestId: string;
  actionId: string;
  inputs: JsonObject;
  expected: Execution['status'] | null;
  /** What a success adds to the counter. */
  amount: number;
  /** The answer is asked for once more, as a client does that has lost it. */
  isRepeated: boolean;
};

/** A request that was answered with 200, as the client saw it, with the clock of the campaign. */
export type Acknowledged = Pick<Ask, 'projectId' | 'requestId' | 'actionId' | 'amount'> & {
  executionId: string;
  status: Execution['status'];
  code: string | null;
  stateVersion: number;
  askedAt: number;
  answeredAt: number;
};

export const TURN = 'campaign.valve.turn';
const INCREMENT = 'demo.counter.increment';

/** Makes the request with that number: mostly increments, some with an effect, some that have to be refused. */
export function makeAsk(seeded: Seeded, name: string, projectIds: readonly [string, ...string[]], number: number): Ask {
  const ask = { projectId: seeded.pick(projectIds), requestId: `${name}-${number}`, isRepeated: seeded.next() < 0.05 };
  const kind = seeded.next();
  const amount = seeded.between(1, 9);
  if (kind < 0.2) return { ...ask, actionId: TURN, inputs: {}, expected: 'success', amount: 0 };
  if (kind < 0.3) return { ...ask, actionId: INCREMENT, inputs: { amount: 'many' }, expected: 'rejected', amount: 0 };
  return { ...ask, actionId: INCREMENT, inputs: { amount }, expected: 'success', amount };
}
