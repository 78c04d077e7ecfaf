import { startChild } from '@temporalio/workflow';
import type { IncidentNews } from '../contract/activities.ts';
import { ids } from './ids.ts';
import { incidentRun } from './incident-run.ts';
import { isAlreadyStarted } from './is-already-started.ts';
import { outliving } from './outliving.ts';

/** Has channels told of an alert, by a workflow that goes on by itself; where one is at it already, it stays with that. */
export async function tellOfIncident(news: IncidentNews): Promise<void> {
  try {
    await startChild(incidentRun, { args: [news], workflowId: ids.incident(news.alertId, news.kind), ...outliving() });
  } catch (error) {
    if (!isAlreadyStarted(error)) throw error;
  }
}
