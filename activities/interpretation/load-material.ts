import type { PastResult, PromptMaterial } from '../../agent/model-interpreter.ts';
import type { Execution } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { ActionSummary } from '../../contract/registry.ts';
import { listExecutionsOfTurns } from '../../db/stores/executions.ts';
import { listFacts } from '../../db/stores/session-facts.ts';
import { readState } from '../../db/stores/states.ts';
import { listTurns, type StoredTurn } from '../../db/stores/turns.ts';
import { stateOf } from '../../domain/state/whole-state.ts';
import type { Powers } from '../dependencies.ts';
import type { Words } from './read-words.ts';

/** More than a prompt takes, so that it can say that there was more. */
const MAX_TURNS = 40;
const MAX_RESULTS = 40;

/** What was said, and what the turn has come to so far. */
type Told = Words & { readonly outcomes: readonly Execution[] };

/** Loads what a model is told for one step of a turn: nothing but what the turn's author may see, with that person's own facts. */
export async function loadMaterial(powers: Powers, turn: StoredTurn, { said, question, answer, outcomes }: Told): Promise<PromptMaterial> {
  const { database, projects, members, registryFor, clock, planLimits, seal } = powers;
  const { projectId, userId, mode } = turn;
  const [project, member, facts] = await Promise.all([
    projects.find(projectId, userId),
    members.find(projectId, userId),
    listFacts(database.read, seal, { projectId, userId }),
  ]);
  const { actions } = registryFor(project?.role ?? null);
  return {
    ...{ message: said, mode, question, answer, actions, facts, now: clock.now().toISOString() },
    stepsLeft: planLimits[mode] - outcomes.filter(({ status }) => status === 'success').length,
    project: { name: project?.name ?? '', version: project?.version ?? 0 },
    caller: { name: member?.name ?? member?.username ?? userId, role: project?.role ?? null },
    state: await loadTargets(powers, projectId, actions),
    ...(await loadPast(powers, turn)),
    outcomes: outcomes.map(toResult),
    media: turn.media.map((entry) => ({ ...entry, readBase64: () => powers.media.readBase64(projectId, entry.sha256) })),
  };
}

/** The state of the components that these actions are about. */
async function loadTargets({ database, catalog }: Powers, projectId: string, actions: readonly ActionSummary[]): Promise<{ [componentId: string]: JsonObject }> {
  const stored = await readState(database.read, projectId);
  const targets = new Set(actions.flatMap((action) => action.targets));
  return stateOf(catalog, [...targets], stored?.components ?? {});
}

/** The conversation before this turn, and what came of it, oldest first. */
async function loadPast({ database }: Powers, { projectId, sessionId, turnId }: StoredTurn): Promise<Pick<PromptMaterial, 'conversation' | 'results'>> {
  const { items } = await listTurns(database.read, sessionId, { limit: MAX_TURNS });
  const past = items.filter((other) => other.turnId < turnId).toReversed();
  const results = past.length === 0 ? [] : await listExecutionsOfTurns(database.read, projectId, past.map((other) => other.turnId), MAX_RESULTS);
  return { conversation: past.map(({ message, reply }) => ({ said: message, replied: reply?.text ?? null })), results: results.map(toResult) };
}

const toResult = ({ actionId, intent, status, error, message, diff, createdAt }: Execution): PastResult => ({
  ...{ actionId, inputs: intent.inputs, status, diff, at: createdAt },
  code: error?.code ?? null,
  detail: error?.detail ?? message,
});
