import type { IntentCore } from '../contract/intent.ts';
import type { Policy } from '../contract/policy.ts';
import type { ActionDeclaration } from '../domain/action.ts';
import type { Catalog } from '../domain/catalog.ts';
import { strangerOf } from '../domain/execution/decide-attempts.ts';
import type { Gathering } from '../domain/execution/gather.ts';
import type { Caller } from '../domain/facts.ts';
import type { Footprint } from '../domain/footprint.ts';
import type { Fold } from '../domain/plan/fold.ts';
import { compileRulebook } from '../domain/policy/rulebook.ts';
import { pastVersionsOf } from '../domain/state/past.ts';
import { lookahead } from '../domain/suggest/lookahead.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from './database.ts';
import { loadFacts } from './stores/facts.ts';
import { readHead } from './stores/heads.ts';
import type { PolicyReader } from './stores/policy-reader.ts';

/** What a scene is loaded with; the same parts that a commit uses. */
export type SceneParts = {
  readonly database: Pick<Database, 'snapshot'>;
  readonly catalog: Catalog;
  readonly footprint: (action: ActionDeclaration) => Footprint;
  readonly dayStart: (now: number, timeZone: string) => number;
  readonly readPolicy: PolicyReader;
  readonly clock: Clock;
};

/** What is to be supposed instead of what is so: another policy, another instant (epoch ms). Limits count what is used by now. */
export type Supposed = { readonly policy?: Policy; readonly at?: number };

export type SceneRequest = { projectId: string; userId: string; intents: readonly IntentCore[]; supposed?: Supposed };

/** What intents of one person would meet now: the whole state, his role, and what is used of the limits. */
export type Scene = { readonly gathering: Gathering; readonly start: Fold; readonly caller: Caller };

/** Loads the facts that a commit would load, in a read-only transaction: nothing can be written. Undefined when there is no such project. */
export async function loadScene(parts: SceneParts, { projectId, userId, intents, supposed = {} }: SceneRequest): Promise<Scene | undefined> {
  const { catalog, footprint, dayStart, clock } = parts;
  return parts.database.snapshot(async (sql) => {
    const head = await readHead(sql, projectId);
    if (!head) return undefined;
    const inForce = supposed.policy ? { policy: supposed.policy, rulebook: compileRulebook(supposed.policy, catalog.houseRule) } : await parts.readPolicy(sql, projectId, head.policyVersion);
    const now = Math.max(clock.now().getTime(), head.at, supposed.at ?? 0);
    const actionIds = lookahead(intents.map(({ actionId }) => actionId), inForce.policy);
    const gathering = { catalog, footprint, dayStart, ...inForce, head, actionIds, now };
    const query = { userIds: [userId], requestIds: [], attemptIds: [], planIds: [], wholeState: true, pastVersions: pastVersionsOf(catalog, intents) };
    const { start, callers } = await loadFacts(sql, gathering, query);
    return { gathering: { ...gathering, now: supposed.at ?? now }, start, caller: callers[userId] ?? strangerOf(userId) };
  });
}
