import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createActivities } from '../../activities/index.ts';
import type { Interpreter } from '../../agent/interpreter.ts';
import type { TurnRef } from '../../contract/activities.ts';
import type { Proposal, ProposedStep } from '../../contract/proposal.ts';
import { insertChatSession } from '../../db/stores/chat-sessions.ts';
import { changePlan, findPlan } from '../../db/stores/plans.ts';
import { changeTurn, findTurn, insertTurn, type StoredAnswer, type StoredTurn } from '../../db/stores/turns.ts';
import { plainReply } from '../../domain/turn/compose-reply.ts';
import { mintId } from '../../platform/ids.ts';
import { countRows, openStage, readHeadRow, type Stage } from './stage.ts';

const fill: ProposedStep = { actionId: 'tank.fill', inputs: { litres: 5 } };
const empty: ProposedStep = { actionId: 'tank.empty', inputs: {} };
const note: ProposedStep = { actionId: 'tank.note', inputs: { note: 'full' } };

const PROPOSALS: Record<string, Proposal> = {
  'fill it': { kind: 'intent', step: fill },
  'empty it': { kind: 'intent', step: empty },
  'fill and note': { kind: 'plan', steps: [fill, note] },
  'fill and empty': { kind: 'plan', steps: [fill, empty] },
  'fill without end': { kind: 'plan', steps: [fill, fill, fill, fill, fill, fill] },
  'which one': { kind: 'question', text: 'Which?', choices: [], missing: [], draft: [], at: 0 },
};

/** Says what the table says. */
const scripted: Interpreter = {
  model: 'scripted',
  interpret: async ({ message }) => PROPOSALS[message] ?? { kind: 'nothing', text: 'I did not understand that.' },
};

let stage: Stage;
beforeAll(async () => {
  stage = (await openStage()).with({ interpreter: scripted });
});
afterAll(() => stage.close());

const activities = () => createActivities(stage.powers);

async function post(projectId: string, message: string, sessionId?: string, simulate = false): Promise<StoredTurn> {
  const turnId = mintId();
  const opening = { turnId, projectId, userId: 'ada', requestId: turnId, message, mode: 'assisted' as const, simulate, media: [], workflowId: `turn/${turnId}`, sessionId: sessionId ?? mintId() };
  const opened = await stage.database.write(async (sql) => {
    if (sessionId === undefined) await insertChatSession(sql, opening);
    return insertTurn(sql, opening);
  });
  return opened!;
}

/** What the workflow of a turn does, without Temporal; every activity runs `times` times. */
async function carry(turn: TurnRef, times = 1): Promise<StoredTurn> {
  const { interpretMessage, executeIntents, advancePlan, finishTurn } = activities();
  const repeat = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    for (let time = 1; time < times; time += 1) await work();
    return work();
  };
  const { projectId, turnId } = turn;
  const proposal = await repeat(() => interpretMessage(turn));
  if (proposal.kind === 'intent') await repeat(() => executeIntents({ projectId, turnId, attemptIds: [proposal.attemptId] }));
  if (proposal.kind === 'plan') while ((await repeat(() => advancePlan({ projectId, turnId, planId: proposal.planId }))).status === 'running');
  await repeat(() => finishTurn(turn));
  return (await findTurn(stage.database.read, projectId, turn.turnId))!;
}

async function say(projectId: string, message: string, sessionId?: string): Promise<StoredTurn> {
  return carry(await post(projectId, message, sessionId));
}

const simulate = async (projectId: string, message: string, sessionId?: string) => carry(await post(projectId, message, sessionId, true));

async function reply(turn: StoredTurn, answer: StoredAnswer): Promise<StoredTurn> {
  const taken = await stage.database.write((sql) => changeTurn(sql, turn, ['clarifying', 'awaiting_confirmation'], { status: 'interpreting', answer }));
  return carry(taken!);
}

const level = async (projectId: string) => {
  const [row] = await stage.database.read<{ level: number }>("select (state ->> 'level')::float8 as level from component_state where project_id = $1 and component_id = 'tank'", [projectId]);
  return row?.level ?? 0;
};

describe('the activities of a turn', () => {
  it.each<[string, number, string]>([
    ['fill it', 1, 'done'],
    ['fill and note', 2, 'done'],
    ['empty it', 1, 'awaiting_confirmation'],
    ['fill and empty', 0, 'awaiting_confirmation'],
    ['fill without end', 0, 'done'],
    ['which one', 0, 'clarifying'],
    ['hello', 0, 'done'],
    ['yes', 0, 'done'],
  ])('when each of them runs three times on "%s", then there are %d executions, the turn is %s, and its author heard of each step once', async (message, executions, status) => {
    const once = await stage.project();
    const thrice = await stage.project();
    const first = await say(once, message);
    const turn = await carry(await post(thrice, message), 3);
    expect([first.status, turn.status]).toEqual([status, status]);
    expect(turn.reply?.text).toBe(first.reply?.text);
    expect(await countRows(stage.database, thrice)).toEqual(await countRows(stage.database, once));
    expect(await countRows(stage.database, thrice)).toMatchObject({ execution: executions });
    const [{ plans }] = (await stage.database.read<{ plans: number }>('select count(*)::int as plans from plan where project_id = $1', [thrice])) as [{ plans: number }];
    expect(plans).toBe(PROPOSALS[message]?.kind === 'plan' ? 1 : 0);
  });

  it.each([
    ['fill it', 'executed'],
    ['fill and note', 'plan'],
  ])('when what ends a turn is done by "%s", then its reply is there at once', async (message, kind) => {
    const project = await stage.project();
    const turn = await post(project, message);
    const { interpretMessage, executeIntents, advancePlan } = activities();
    const ends = { projectId: project, turnId: turn.turnId };
    const proposal = await interpretMessage(turn);
    if (proposal.kind === 'intent') await executeIntents({ ...ends, attemptIds: [proposal.attemptId] });
    if (proposal.kind === 'plan') while ((await advancePlan({ ...ends, planId: proposal.planId })).status === 'running');
    expect(await findTurn(stage.database.read, project, turn.turnId)).toMatchObject({ status: 'done', reply: { kind } });
  });

  it('when the same activity runs several times at once, then it is as if it had run once', async () => {
    const project = await stage.project();
    const turn = await post(project, 'fill and note');
    const { interpretMessage, advancePlan, finishTurn } = activities();
    const at = (work: () => Promise<unknown>) => Promise.allSettled(Array.from({ length: 6 }, work));
    await at(() => interpretMessage(turn));
    const proposal = await interpretMessage(turn);
    if (proposal.kind !== 'plan') throw new Error(`expected a plan, not ${proposal.kind}`);
    for (let time = 0; time < 3; time += 1) await at(() => advancePlan({ projectId: project, turnId: turn.turnId, planId: proposal.planId }));
    await at(() => finishTurn(turn));
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 2, state_delta: 2 });
    expect(await findPlan(stage.database.read, project, proposal.planId)).toMatchObject({ status: 'succeeded', currentStep: 2 });
    expect(await findTurn(stage.database.read, project, turn.turnId)).toMatchObject({ status: 'done', reply: { kind: 'plan' } });
  });

  it.each(['empty it', 'fill and empty'])('when "%s" is confirmed by two turns and the button at once, then it runs once, and the others say that it is gone', async (message) => {
    const project = await stage.project();
    const pending = await say(project, message);
    const turns = await Promise.all(['yes', 'confirm', 'proceed'].map((word) => post(project, word, pending.sessionId)));
    const settled = await Promise.allSettled([...turns.map((turn) => carry(turn)), reply(pending, { confirmed: true })]);
    const replies = settled.flatMap((one) => (one.status === 'fulfilled' && one.value.reply ? [one.value.reply] : []));
    expect(replies.filter(({ kind }) => kind === 'executed' || kind === 'plan')).toHaveLength(1);
    for (const { kind, text } of replies) if (kind === 'refused') expect(text).toMatch(/nothing was run/i);
    const runs = await stage.database.read("select 1 from execution where project_id = $1 and status = 'success' and action_id like 'tank.empty%'", [project]);
    expect(runs).toHaveLength(1);
  });

  it('when a no comes just after a yes, then it does not claim that nothing was run', async () => {
    const project = await stage.project();
    const pending = await say(project, 'fill and empty');
    const [yes, no] = [await post(project, 'yes', pending.sessionId), await post(project, 'no', pending.sessionId)];
    const { readMessage } = await import('../../activities/interpretation/read-message.ts');
    const { storeReading } = await import('../../activities/interpretation/store-reading.ts');
    const reading = await readMessage(stage.powers, no); // It was read while the question was still open.
    if (reading?.kind !== 'decline') throw new Error('the no was read otherwise');
    await carry(yes);
    await stage.database.write((sql) => storeReading(stage.powers, sql, no, { reading, model: 'offline' }));
    const declined = await findTurn(stage.database.read, project, no.turnId);
    expect(declined).toMatchObject({ status: 'done', reply: { text: 'What was waiting for a confirmation is gone, so nothing was run.' } });
    expect(await findPlan(stage.database.read, project, pending.planId!)).toMatchObject({ status: 'succeeded' });
  });

  it('when a turn that showed a plan is told something else, then that runs, and the reply is of that', async () => {
    const project = await stage.project();
    const shown = await say(project, 'fill and empty');
    const after = await reply(shown, { text: 'fill it' });
    expect(after).toMatchObject({ status: 'done', planId: null, reply: { kind: 'executed' } });
    expect(await level(project)).toBe(5);
    const again = await say(project, 'empty it');
    expect(await reply(again, { text: 'fill and empty' })).toMatchObject({ status: 'awaiting_confirmation', attemptId: null, reply: { kind: 'plan' } });
  });

  it('when the plan that a turn showed is cancelled, then a yes does not run what the turn had asked before', async () => {
    const project = await stage.project();
    await say(project, 'fill it');
    const asked = await say(project, 'empty it');
    const shown = await reply(asked, { text: 'fill and empty' });
    await stage.database.write((sql) => changePlan(sql, { projectId: project, planId: shown.planId! }, ['draft'], { status: 'cancelled' }));
    expect(await reply(shown, { confirmed: true })).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect(await level(project)).toBe(5);
  });

  it.each(['fill and note', 'fill it', 'which one'])('when "%s" is cancelled while it is being interpreted, then nothing is left to run', async (message) => {
    const project = await stage.project();
    const turn = await post(project, message);
    const cancelling: Interpreter = {
      model: 'scripted',
      interpret: async (request) => {
        await stage.database.write((sql) => changeTurn(sql, turn, ['interpreting'], plainReply('Cancelled; nothing was run.')));
        return scripted.interpret(request);
      },
    };
    const proposal = await createActivities({ ...stage.powers, interpreter: cancelling }).interpretMessage(turn);
    expect(proposal).toEqual({ kind: 'reply' });
    expect(await stage.database.read('select 1 from plan where project_id = $1', [project])).toEqual([]);
    expect(await findTurn(stage.database.read, project, turn.turnId)).toMatchObject({ status: 'done', reply: { text: 'Cancelled; nothing was run.' } });
  });

  it('when a plan is cancelled before its next steps, then they do not run', async () => {
    const project = await stage.project();
    const turn = await post(project, 'fill and note');
    const { interpretMessage, advancePlan } = activities();
    const proposal = await interpretMessage(turn);
    const plan = { projectId: project, planId: proposal.kind === 'plan' ? proposal.planId : '' };
    await stage.database.write((sql) => changePlan(sql, plan, ['running'], { status: 'cancelled' }));
    expect(await advancePlan(plan)).toEqual({ status: 'cancelled', currentStep: 0 });
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 0 });
  });

  it('when turns, answers, cancels and commits of one project cross, then none of them waits in a circle', async () => {
    const project = await stage.project();
    const sessions = await Promise.all(Array.from({ length: 4 }, () => say(project, 'fill and empty')));
    const failures: string[] = [];
    const guard = (work: Promise<unknown>) => work.catch((error: unknown) => void (/deadlock/i.test(String(error)) && failures.push(String(error))));
    const rounds = sessions.flatMap((pending) => [
      guard(say(project, 'fill and note', pending.sessionId)),
      guard(say(project, 'no', pending.sessionId)),
      guard(stage.database.write(async (sql) => {
        await changePlan(sql, { projectId: project, planId: pending.planId! }, ['draft', 'running'], { status: 'cancelled' });
        await changeTurn(sql, pending, ['clarifying', 'awaiting_confirmation'], { status: 'done', askedAt: null });
      })),
      ...Array.from({ length: 4 }, () => guard(stage.run(project, { actionId: 'tank.note', inputs: { note: mintId() } }))),
    ]);
    await Promise.all(rounds);
    expect(failures).toEqual([]);
  });

  it('when one transaction takes turn after turn and another takes them the other way round, then both end', async () => {
    const project = await stage.project();
    const [left, right] = [await say(project, 'which one'), await say(project, 'which one')];
    const both = (turns: StoredTurn[]) =>
      stage.database.write(async (sql) => {
        for (const turn of turns) {
          await changeTurn(sql, turn, ['clarifying'], { model: 'seen' });
          await sleep(50);
        }
      });
    await Promise.all([both([left, right]), both([right, left]), both([left, right])]);
    const seq = Number((await readHeadRow(stage.database, project)).event_seq);
    expect((await countRows(stage.database, project)).event).toBe(seq);
  });
});

describe('a turn that is only simulated', () => {
  it.each([
    ['fill it', 'plan', 'Simulated, nothing was run. It would run: ', ['success']],
    ['empty it', 'plan', 'Simulated, nothing was run. It would run, after a confirmation: ', ['success']],
    ['fill and note', 'plan', 'Simulated, nothing was run. All 2 steps would run: ', ['success', 'success']],
    ['fill without end', 'refused', 'Simulated, nothing was run. It would be refused: ', undefined],
  ] as const)('when "%s" is simulated, then the reply says what it would come to, and nothing is written but the turn', async (message, kind, text, statuses) => {
    const project = await stage.project();
    const turn = await simulate(project, message);
    expect(turn).toMatchObject({ status: 'done', simulate: true, attemptId: null, planId: null, reply: { kind, executionIds: [] } });
    expect(turn.reply?.text).toMatch(new RegExp(`^${text}`));
    expect(turn.reply?.simulation?.map(({ status }) => status)).toEqual(statuses);
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 0, state_delta: 0, outbox: 0 });
    expect(await stage.database.read('select 1 from attempt where project_id = $1 union all select 1 from plan where project_id = $1', [project])).toEqual([]);
  });

  it('when a yes is simulated, then it confirms nothing, and a real one still does', async () => {
    const project = await stage.project();
    await say(project, 'fill it');
    const pending = await say(project, 'empty it');
    expect(await simulate(project, 'yes', pending.sessionId)).toMatchObject({ status: 'done', reply: { kind: 'refused', executionIds: [] } });
    expect(await level(project)).toBe(5);
    expect(await say(project, 'yes', pending.sessionId)).toMatchObject({ reply: { kind: 'executed' } });
    expect(await level(project)).toBe(0);
  });

  it('when the question of a simulated message is answered in a turn that is not, then that is simulated too', async () => {
    const project = await stage.project();
    const asked = await simulate(project, 'which one');
    expect(await say(project, 'fill it', asked.sessionId)).toMatchObject({ status: 'done', reply: { executionIds: [], simulation: [{ status: 'success' }] } });
    expect(await countRows(stage.database, project)).toMatchObject({ execution: 0 });
  });
});
