/** Builds every workflow id, so that a row and its workflow always name each other alike. */
export const ids = {
  intent: (projectId: string, attemptId: string) => `intent/${projectId}/${attemptId}`,
  /** Carries the attempts of a project that is busy. */
  lane: (projectId: string) => `lane/${projectId}`,
  plan: (projectId: string, planId: string) => `plan/${projectId}/${planId}`,
  approval: (projectId: string, approvalId: string) => `approval/${projectId}/${approvalId}`,
  /** What is told about an approval, by its kind. */
  notice: (projectId: string, approvalId: string, kind: string) => `notice/${projectId}/${approvalId}/${kind}`,
  backtest: (projectId: string, backtestId: string) => `backtest/${projectId}/${backtestId}`,
  turn: (projectId: string, turnId: string) => `turn/${projectId}/${turnId}`,
  /** The schedule of the sweep and, with a time that Temporal appends, its runs. */
  sweep: (taskQueue: string) => `sweep/${taskQueue}`,
} as const;
