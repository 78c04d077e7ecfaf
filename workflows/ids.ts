/** Builds every workflow id, so that a row and its workflow always name each other alike. */
export const ids = {
  intent: (projectId: string, attemptId: string) => `intent/${projectId}/${attemptId}`,
  /** Carries the attempts of a project that is busy. */
  lane: (projectId: string) => `lane/${projectId}`,
  plan: (projectId: string, planId: string) => `plan/${projectId}/${planId}`,
  approval: (projectId: string, approvalId: string) => `approval/${projectId}/${approvalId}`,
  /** What is told about an approval, by its kind. */
  notice: (projectId: string, approvalId: string, kind: string) => `notice/${projectId}/${approvalId}/${kind}`,
  /** What is told about an alert, by its kind. */
  incident: (alertId: string, kind: string) => `notice/alert/${alertId}/${kind}`,
  channelTest: (channelId: string, deliveryId: string) => `notice/test/${channelId}/${deliveryId}`,
  backtest: (projectId: string, backtestId: string) => `backtest/${projectId}/${backtestId}`,
  /** Belongs to the house; the other workflows that carry rows belong to a project. */
  reEncryption: (_house: string, runId: string) => `re-encryption/${runId}`,
  /** Deletes what is left of a purged project. */
  purge: (projectId: string) => `purge/${projectId}`,
  turn: (projectId: string, turnId: string) => `turn/${projectId}/${turnId}`,
  /** The schedule of the sweep and, with a time that Temporal appends, its runs. */
  sweep: (taskQueue: string) => `sweep/${taskQueue}`,
} as const;
