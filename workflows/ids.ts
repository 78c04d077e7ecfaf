/** Builds every workflow id, so that a row and its workflow always name each other alike. */
export const ids = {
  intent: (projectId: string, attemptId: string) => `intent/${projectId}/${attemptId}`,
  plan: (projectId: string, planId: string) => `plan/${projectId}/${planId}`,
  approval: (projectId: string, approvalId: string) => `approval/${projectId}/${approvalId}`,
  backtest: (projectId: string, backtestId: string) => `backtest/${projectId}/${backtestId}`,
  turn: (projectId: string, turnId: string) => `turn/${projectId}/${turnId}`,
  /** The schedule of the sweep and, with a time that Temporal appends, its runs. */
  sweep: (taskQueue: string) => `sweep/${taskQueue}`,
} as const;
