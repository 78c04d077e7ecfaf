import type { DiffEntry } from '../../contract/execution.ts';
import type { IntegrityProblem } from '../../contract/integrity.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import { sameJson } from '../state/canonical.ts';
import { problemBeside, problemOf } from './recorded-row.ts';

/** The execution that an event tells of. `columns` is all that is stored of it, named as on the wire. */
export type ToldExecution = {
  readonly seq: number;
  readonly executionId: string;
  readonly createdAt: string;
  readonly stateVersion: number;
  readonly diff: readonly DiffEntry[];
  readonly columns: JsonObject;
};

/** An event as it is read back; `told` is the execution that it names, null where there is none. */
export type RecordedEvent = {
  readonly seq: number;
  readonly type: string;
  readonly userId: string | null;
  readonly at: string;
  readonly data: Json;
  readonly told: ToldExecution | null;
};

/** Where events begin and end: retention has deleted those up to `prunedSeq`. */
export type EventBounds = { readonly prunedSeq: number; readonly newestSeq: number; readonly newestExecution: number };

export type EventVerification = { readonly take: (event: RecordedEvent) => IntegrityProblem[]; readonly close: () => IntegrityProblem[] };

/** What an event of an execution does not carry. */
const NOT_TOLD: ReadonlySet<string> = new Set(['trace', 'seq', 'attemptId', 'errorCode', 'stateHashes', 'policyVersion', 'rateSeq', 'keyId', 'previousHash', 'hash']);

/** Verifies that events are numbered without a gap, and that each execution is told once, in its place and as it was. */
export function openEventVerification({ prunedSeq, newestSeq, newestExecution }: EventBounds): EventVerification {
  let [seq, isFirst] = [prunedSeq, true];
  let execution: number | null = prunedSeq === 0 ? 0 : null; // Null where it is not known which comes next.
  let moved: ToldExecution | null = null; // Whose change of the state is told next.

  const takeRecorded = (event: RecordedEvent): IntegrityProblem[] => {
    const { told } = event;
    if (!told) return [problemBeside('event', `Event ${event.seq} tells of an execution that there is not.`)];
    const isNext = execution === null || told.seq === execution + 1;
    execution = told.seq;
    moved = told.diff.length > 0 ? told : null;
    if (!isNext) return [problemOf(told, 'event', `Event ${event.seq} does not tell of the execution that comes next.`)];
    return isTold(event, told) ? [] : [problemOf(told, 'event', `Event ${event.seq} is not what execution ${told.executionId} was.`)];
  };

  const takeChanged = (event: RecordedEvent, isEdge: boolean): IntegrityProblem[] => {
    const told = moved;
    moved = null;
    if (told) return isChangeTold(event, told) ? [] : [problemOf(told, 'event', `Event ${event.seq} is not what execution ${told.executionId} changed.`)];
    return isEdge ? [] : [problemBeside('event', `Event ${event.seq} tells of a change that no execution before it has made.`)];
  };

  return {
    take: (event) => {
      const missing = event.seq - seq - 1;
      const isEdge = missing > 0 || (isFirst && prunedSeq > 0); // The execution before it may be told no more.
      const problems = gapBefore(event, missing);
      if (missing > 0) [execution, moved] = [null, null];
      [seq, isFirst] = [event.seq, false];
      if (event.type === 'state.changed') return [...problems, ...takeChanged(event, isEdge)];
      if (moved) problems.push(problemOf(moved, 'event', `Event ${event.seq} stands where the change of execution ${moved.executionId} was told.`));
      moved = null;
      return event.type === 'execution.recorded' ? [...problems, ...takeRecorded(event)] : problems;
    },
    close: () => [
      ...(seq === newestSeq ? [] : [problemBeside('event', `Events end at ${seq}, and had come to ${newestSeq}.`)]),
      ...(seq === newestSeq && execution !== null && execution !== newestExecution ? [problemBeside('event', `Events tell of executions up to ${execution}, and there are ${newestExecution}.`)] : []),
    ],
  };
}

function gapBefore({ seq }: RecordedEvent, missing: number): IntegrityProblem[] {
  if (missing === 0) return [];
  return [problemBeside('event', missing > 0 ? `${missing} ${missing === 1 ? 'event is' : 'events are'} missing before event ${seq}.` : `Event ${seq} lies before the first that is kept.`)];
}

function isTold({ userId, at, data }: RecordedEvent, { createdAt, columns }: ToldExecution): boolean {
  if (userId !== null || at !== createdAt || data === null || typeof data !== 'object' || Array.isArray(data)) return false;
  const told = new Map(Object.entries(data));
  const names = new Set([...Object.keys(columns).filter((name) => !NOT_TOLD.has(name)), ...told.keys()]);
  return [...names].every((name) => sameJson(told.get(name) ?? null, columns[name] ?? null));
}

function isChangeTold({ userId, at, data }: RecordedEvent, { createdAt, stateVersion, executionId, diff }: ToldExecution): boolean {
  return userId === null && at === createdAt && sameJson(data, { version: stateVersion, executionId, diff: diff.map((entry) => ({ ...entry })) });
}
