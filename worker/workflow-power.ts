import type { WorkflowPower } from '../contract/open-work.ts';
import type { Temporal } from '../temporal/connect.ts';
import { endProjectWork } from '../temporal/end-project-work.ts';
import { restartWork } from '../temporal/restart-work.ts';
import { stateOfWork } from '../temporal/state-of-work.ts';

/** Lets activities look at workflows and start them again; the room of activities knows nothing of Temporal's client. */
export const createWorkflowPower = (temporal: Temporal): WorkflowPower => ({
  stateOf: (work) => stateOfWork(temporal, work),
  restart: (work) => restartWork(temporal, work),
  endProject: (projectId) => endProjectWork(temporal, projectId),
});
