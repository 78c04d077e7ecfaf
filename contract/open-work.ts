/** What a row that is under way is carried by: a turn, a plan, the attempt at a single intent, a request that waits for people, a backtest, or the rest of a purged project. */
export type OpenWorkKind = 'turn' | 'plan' | 'intent' | 'approval' | 'backtest' | 'purge' | 'reEncryption';

/** A row that is under way, named by ids alone; a single intent also says which action it asks for. */
export type OpenWork = { kind: OpenWorkKind; projectId: string; id: string; userId: string; actionId: string | null };

/** What Temporal knows of the workflow of a row: it goes on, a person has stopped it, or it is over or unknown. */
export type WorkflowState = 'live' | 'stopped' | 'gone';

/** The power over workflows that the activities of the sweep are given. */
export type WorkflowPower = {
  stateOf: (work: OpenWork) => Promise<WorkflowState>;
  /** Starts the workflow under the id that the row names; one that is there already stays as it is. */
  restart: (work: OpenWork) => Promise<void>;
  /** Ends workflows of a project that is no more, some at a time; answers how many. */
  endProject: (projectId: string) => Promise<number>;
};

/** One page of what is open; `next` names where the following page begins, and is null at the end. */
export type OpenWorkPage = { work: OpenWork[]; next: string | null };

/** What the sweep found and did, in numbers of rows. */
export type SweepTally = { live: number; restarted: number; closed: number; failed: number };
