import type { ProjectStatus } from '../../contract/project.ts';

/** Where a project stands: the one row that every commit locks, reads and moves. */
export type Head = {
  readonly projectId: string;
  readonly status: ProjectStatus;
  /** Whether the last verification found that records of the project are not as they were written. */
  readonly isBroken: boolean;
  readonly policyVersion: number;
  /** The version of the state. */
  readonly version: number;
  /** The instant (epoch ms) of the newest row; time in a project never goes back. */
  readonly at: number;
  /** The number and the hash of the newest row of the audit chain; 0 and '' before the first. */
  readonly chainSeq: number;
  readonly chainHash: string;
  readonly eventSeq: number;
  /** How many executions have counted for the rates so far. */
  readonly rateSeq: number;
  readonly ledgerSeq: number;
  /** Cost units and successful executions since the project began. */
  readonly spentTotal: number;
  readonly successTotal: number;
};
