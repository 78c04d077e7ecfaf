import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import * as workflows from '../../workflows/index.ts';
import { root } from '../support/services.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { recordingConverter } from './recording-key.ts';
import { scenarios } from './scenarios.ts';

type HistoryEvent = { eventType: string; [attributes: string]: unknown };
type Recording = { name: string; workflowId: string; history: { events: HistoryEvent[] } };

const recordings = globSync('*/*.json', { cwd: join(import.meta.dirname, 'histories') })
  .sort()
  .map((file): Recording => ({ name: file.replace('.json', ''), ...JSON.parse(readFileSync(join(import.meta.dirname, 'histories', file), 'utf8')) }));
const names = recordings.map(({ name }) => name);

let current: WorkflowBundle;
let altered: WorkflowBundle;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => {}), telemetryOptions: { logging: { filter: 'off' } } });
  current = await workflowBundle();
  altered = await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, 'altered', 'index.ts'),
    failureConverterPath: join(root, 'platform', 'failure-converter.ts'),
    logger: new DefaultLogger('ERROR', () => {}),
  });
});

const replay = (workflowBundleOf: WorkflowBundle, { history, workflowId }: Pick<Recording, 'history' | 'workflowId'>) =>
  Worker.runReplayHistory({ workflowBundle: workflowBundleOf, dataConverter: recordingConverter() }, history, workflowId);

const recording = (name: string): Recording => {
  const found = recordings.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${name} is not recorded`);
  return found;
};

describe('14.4 recorded histories', () => {
  it('when a workflow or a course of it is there, then it is recorded', () => {
    const courses = new Set(names.map((name) => basename(name)));
    expect(scenarios.map(({ name }) => name).filter((name) => !courses.has(name))).toEqual([]);
    const types = recordings.map(({ history }) => JSON.stringify(history.events[0]));
    expect(Object.keys(workflows).filter((type) => !types.some((first) => first.includes(`"${type}"`)))).toEqual([]);
  });

  it.each(names)('when %s is replayed, then the workflows of today take the same course', async (name) => {
    await expect(replay(current, recording(name))).resolves.toBeUndefined();
  });
});

describe('14.4 the control', () => {
  it.each(names)('when %s meets a workflow that was changed carelessly, then the replay fails', async (name) => {
    await expect(replay(altered, recording(name))).rejects.toThrow(DeterminismViolationError);
  });

  it.each<[string, string, (event: HistoryEvent) => HistoryEvent]>([
    ['a plan whose child has another name', 'chat-plan', alter('EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED', (text) => text.replace('"planRun"', '"otherRun"'))],
    ['a last step that was another activity', 'chat-unknown', alter('EVENT_TYPE_ACTIVITY_TASK_SCHEDULED', (text) => text.replace('"failTurn"', '"loseTurn"'))],
    ['a step that was never taken', 'plan-cancelled', alter('EVENT_TYPE_MARKER_RECORDED', () => JSON.stringify({ eventType: 'EVENT_TYPE_TIMER_STARTED', timerStartedEventAttributes: { timerId: '1' } }))],
  ])('when history tells of %s, then the replay fails', async (_when, name, change) => {
    const { workflowId, history } = recording(`0.1/${name}`);
    const events = history.events.map(change);
    expect(events).not.toEqual(history.events);
    await expect(replay(current, { workflowId, history: { events } })).rejects.toThrow(DeterminismViolationError);
  });
});

/** Changes the text of the events of one type, and keeps their place. */
function alter(eventType: string, change: (text: string) => string): (event: HistoryEvent) => HistoryEvent {
  return (event) => {
    if (event.eventType !== eventType) return event;
    return { ...JSON.parse(change(JSON.stringify(event))), eventId: event['eventId'], eventTime: event['eventTime'], taskId: event['taskId'] };
  };
}
