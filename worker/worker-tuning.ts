/** How a worker of this house shares its two kinds of work, whatever it runs. */
export const workerTuning = {
  maxCachedWorkflows: 500,
  maxConcurrentWorkflowTaskExecutions: 40,
  maxConcurrentLocalActivityExecutions: 100,
  stickyQueueScheduleToStartTimeout: '1 s', // A killed worker's workflows move on after this.
  shutdownGraceTime: '5 s',
} as const;
