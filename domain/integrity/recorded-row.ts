import type { DiffEntry, ExecutionStatus } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { IntegrityProblem, IntegrityProblemKind } from '../../contract/integrity.ts';

/** A recorded execution as it is read back. `columns` is what its hash covers, and `text` how that is written then. */
export type RecordedRow = {
  readonly seq: number;
  readonly executionId: string;
  readonly createdAt: string;
  readonly actionId: string;
  readonly status: ExecutionStatus;
  readonly cost: number;
  /** Its number among those that count for the rates; null where it does not. */
  readonly rateSeq: number | null;
  readonly diff: readonly DiffEntry[];
  readonly stateVersion: number;
  readonly stateHashes: { readonly [componentId: string]: string };
  readonly keyId: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly columns: JsonObject;
  readonly text: string;
};

/** The HMAC of a text with a named key; null where the key is not in the ring. */
export type MacWith = (keyId: string, text: string) => string | null;

/** A finding about one recorded execution. */
export const problemOf = ({ seq, executionId }: Pick<RecordedRow, 'seq' | 'executionId'>, kind: IntegrityProblemKind, detail: string): IntegrityProblem => ({ seq, executionId, kind, detail });

/** A finding that belongs to no recorded execution. */
export const problemBeside = (kind: IntegrityProblemKind, detail: string): IntegrityProblem => ({ seq: null, executionId: null, kind, detail });
