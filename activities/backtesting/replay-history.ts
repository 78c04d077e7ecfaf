import type { BacktestReport } from '../../contract/backtest.ts';
import { findDecisionSpan, readDecisions, type DecisionBatch, type DecisionSpan } from '../../db/stores/recorded-decisions.ts';
import type { BacktestTask } from '../../db/stores/backtests.ts';
import { readVersion } from '../../db/stores/stored-versions.ts';
import type { Components } from '../../domain/action.ts';
import { openReplay, type Replay } from '../../domain/backtest/open-replay.ts';
import type { Caller } from '../../domain/facts.ts';
import { compileRulebook, type Rulebook } from '../../domain/policy/rulebook.ts';
import { tellPast } from '../../domain/state/past.ts';
import { wholeState } from '../../domain/state/whole-state.ts';
import type { Powers } from '../dependencies.ts';
import { BacktestError } from './backtest-error.ts';

const BATCH = 500; // A few hundredths of a second of work, after which others have their turn.
const MAX_BATCHES = 20_000; // Ten million decisions.
const HOUR_MS = 3_600_000;
const BEGINNING = new Date(0);
const END = new Date('9999-12-31T00:00:00Z');

/** Hears after each batch how far a replay is, from 0 to 1; what it throws ends the replay. */
export type OnProgress = (progress: number, report: () => BacktestReport) => Promise<void>;

/**
 * Replays what a project has recorded under a candidate policy. Executions are only ever added, so what is read batch
 * by batch up to a number is the same whenever it is read. Throws BacktestError where the records do not tell enough.
 */
export async function replayHistory(powers: Powers, projectId: string, { policy, from, to }: Pick<BacktestTask, 'policy' | 'from' | 'to'>, onProgress: OnProgress): Promise<BacktestReport> {
  const { database, catalog, footprint, dayStart, engine } = powers;
  const warmUp = from === null ? BEGINNING : new Date(Math.min(from.getTime() - HOUR_MS, dayStart(from.getTime(), policy.limits?.budget?.timezone ?? 'UTC')));
  const span = await findDecisionSpan(database.read, projectId, warmUp, to ?? END);
  if (!span) throw new BacktestError('Executions of this project are missing.');
  const state = await stateAt(powers, projectId, span);
  const replay = openReplay({ ...{ policy, catalog, footprint, dayStart, engine, state }, rulebook: compileRulebook(policy, catalog.houseRule), from: from?.getTime() ?? 0 });
  await takeAll(powers, projectId, { span, replay, onProgress });
  return replay.report();
}

type Course = { span: DecisionSpan; replay: Replay; onProgress: OnProgress };

async function takeAll(powers: Powers, projectId: string, { span, replay, onProgress }: Course): Promise<void> {
  let { after, version } = span;
  for (let batch = 0; batch < MAX_BATCHES && after < span.last; batch += 1) {
    const { decisions, people } = await readDecisions(powers.database.read, projectId, { after, last: span.last }, BATCH);
    const newest = decisions.at(-1);
    if (!newest) throw new BacktestError('Executions of this project are missing.');
    assertToldFrom(version, decisions);
    replay.take({ decisions, people: byId(people), rulebooks: await rulebooksOf(powers, projectId, decisions) });
    ({ seq: after, version } = newest);
    await onProgress((after - span.after) / (span.last - span.after), replay.report);
  }
  if (after < span.last) throw new BacktestError(`More than ${MAX_BATCHES * BATCH} decisions are too many for one backtest.`);
}

async function stateAt({ database, catalog }: Powers, projectId: string, { version }: DecisionSpan): Promise<Components> {
  const stored = await readVersion(database.read, projectId, version);
  if (!stored) return wholeState(catalog, {});
  const past = tellPast(catalog, stored);
  if (!past.ok) throw new BacktestError(`The state of version ${version} cannot be told any more: ${past.detail}.`);
  return past.components;
}

/** Every move of the state has its delta, unless retention has taken it meanwhile. */
function assertToldFrom(version: number, decisions: DecisionBatch['decisions']): void {
  let reached = version;
  for (const decision of decisions) {
    if (decision.version !== reached && decision.delta === null) throw new BacktestError(`The state of version ${decision.version} cannot be told any more.`);
    reached = decision.version;
  }
}

const byId = (people: readonly Caller[]): Map<string, Caller> => new Map(people.map((person) => [person.userId, person]));

async function rulebooksOf({ database, readPolicy }: Powers, projectId: string, decisions: DecisionBatch['decisions']): Promise<Map<number, Rulebook>> {
  const versions = [...new Set(decisions.map(({ policyVersion }) => policyVersion))];
  const found = await Promise.all(versions.map(async (version) => [version, (await readPolicy(database.read, projectId, version)).rulebook] as const));
  return new Map(found);
}
