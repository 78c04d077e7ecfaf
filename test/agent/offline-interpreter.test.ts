import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MAX_PLAN_STEPS } from '../../contract/plan.ts';
import { Proposal } from '../../contract/proposal.ts';
import { createOfflineInterpreter } from '../../agent/offline/offline-interpreter.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { viewRegistry } from '../../registry/view.ts';
import { actionSummary, demoActions, plantActions } from './fixture-actions.ts';
import { inOneLine, propose } from './propose.ts';
import { commands, nonCommands } from './utterances.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const flags = join(import.meta.dirname, '../../packs/feature-flags.yaml');
const shipped = viewRegistry(loadCatalog([{ file: flags, text: readFileSync(flags, 'utf8') }], sha256), 'admin').actions;

describe.each([
  ['written here', demoActions],
  ['shipped', shipped],
])('with the actions as %s', (_which, actions) => {
  it.each(commands)('when the message is %j, then it proposes %s', async (message, expected) => {
    expect(inOneLine(await propose(message, actions))).toBe(expected);
  });

  it.each(nonCommands)('when the message is %j, then nothing runs: %s', async (message, expected) => {
    const proposal = await propose(message, actions);
    expect(Proposal.parse(proposal)).toEqual(proposal);
    expect(inOneLine(proposal)).toBe(expected);
  });
});

it.each([
  ['start pump 1 at 1200 rpm', 'plant.pump_1.start {"rpm":1200}'],
  ['start pump 1', 'plant.pump_1.start {}'],
  ['start pump 1 with rpm 900 and ramp seconds 30', 'plant.pump_1.start {"rpm":900,"ramp_seconds":30}'],
  ['start pump 1 with 30 ramp seconds', 'plant.pump_1.start {"ramp_seconds":30}'],
  ['start pump 2 at 800', 'plant.pump_2.start {"rpm":800}'],
  ['start pump 1 at 800', '? plant.pump_1.start'],
  ['start the pump', '? plant.pump_1.start plant.pump_2.start'],
  ['configure the valve open=yes ratio=25%', 'plant.valve.configure {"open":true,"ratio":0.25}'],
  ['configure the valve tags: a, b, "c d"', 'plant.valve.configure {"tags":["a","b","c d"]}'],
  ['configure the valve tags=["x"]', 'plant.valve.configure {"tags":["x"]}'],
  ['configure the valve, open off', 'plant.valve.configure {"open":false}'],
  ['configure the valve', '?? open ratio tags'],
  ['transfer a load from 3 to 7', 'plant.transfer.move {"from":3,"to":7}'],
  ['transfer a load 3 7', '?? from to'],
  ['transfer a load to 7', '?? from'],
  ['arm the alarm level 2', 'plant.alarm.arm {"level":2}'],
  ['arm the alarm level 5', '?? level'],
  ['arm the alarm level 2 zones: 4, 5', 'plant.alarm.arm {"level":2,"zones":[4,5]}'],
])('when inputs are given as in %j, then it proposes %s', async (message, expected) => {
  expect(inOneLine(await propose(message, plantActions))).toBe(expected);
});

it('when several actions fit, then the question has a line and a choice for each', async () => {
  const question = await propose('set it to 5', demoActions);
  expect(question).toMatchObject({
    kind: 'question',
    text: 'Which of these do you mean?\n1. Set the counter (demo.counter.set)\n2. Set the roll-out of a flag (flags.set_rollout)\n3. Move the slider (std.slider.set)',
    choices: [{ n: 1, actionId: 'demo.counter.set', title: 'Set the counter' }, { n: 2 }, { n: 3 }],
  });
});

it.each([
  ['set the counter', 'To set the counter I need: value (integer).'],
  ['add', 'To add to the counter I need: amount (integer, default 1).'],
  ['set the rollout', 'To set the roll-out of a flag I need: flag (one of checkout_redesign, dark_mode, new_pricing), percent (integer, 0 to 100).'],
  ['enable purple_mode', 'I cannot place “purple_mode” here. To enable a flag I need: flag (one of checkout_redesign, dark_mode, new_pricing).'],
  ['set the counter to 5 then set dark mode', 'Step 2, “set dark mode”: To set the roll-out of a flag I need: percent (integer, 0 to 100).'],
])('when %j leaves inputs open, then they are asked for with type, options and default', async (message, text) => {
  expect(await propose(message, demoActions)).toMatchObject({ kind: 'question', text });
});

it('when one action is likely and its inputs were read, then the question shows them', async () => {
  expect(await propose('set the counter to 5 today', demoActions)).toMatchObject({ missing: [{ name: 'value' }] });
  expect(await propose('today set the counter to 5', demoActions)).toMatchObject({
    text: 'I cannot place “today” here. Do you mean this, with value 5?\n1. Set the counter (demo.counter.set)',
  });
});

it('when inputs are missing, then exactly those come with their schema and the others are kept', async () => {
  expect(await propose('set dark mode', demoActions)).toMatchObject({
    missing: [{ name: 'percent', schema: { type: 'integer', title: 'Percent', minimum: 0, maximum: 100 } }],
    draft: [{ actionId: 'flags.set_rollout', inputs: { flag: 'dark_mode' } }],
    at: 0,
  });
});

it('when nothing fits, then it says so and names up to three things to say', async () => {
  const proposal = await propose('delete the database', demoActions);
  expect(proposal).toMatchObject({ kind: 'nothing', text: expect.stringContaining('I know no action for “delete the database”') });
  expect(proposal.kind === 'nothing' && proposal.text.match(/“/gu)).toHaveLength(4);
});

it('when two packs have the same title, then they are asked about', async () => {
  const twins = ['a', 'b'].map((pack) => actionSummary(`${pack}.lamp.dim`, { title: 'Dim the lamp', examples: [], targets: [`${pack}.lamp`] }));
  expect(inOneLine(await propose('dim the lamp', twins))).toBe('? a.lamp.dim b.lamp.dim');
  expect(inOneLine(await propose('dim the b lamp', twins))).toBe('b.lamp.dim {}');
});

it('when an action may not be seen, then its words mean nothing', async () => {
  const visible = demoActions.filter((action) => action.visibility === 'user');
  expect(inOneLine(await propose('purge dark mode', visible))).not.toContain('purge');
  expect(inOneLine(await propose('set the counter to 5', []))).toBe('nothing');
});

it('when a message has more steps than a plan holds, then nothing is proposed', async () => {
  const steps = (count: number) => Array.from({ length: count }, () => 'add 1').join('; ');
  expect(await propose(steps(MAX_PLAN_STEPS), demoActions)).toMatchObject({ kind: 'plan' });
  expect(await propose(steps(MAX_PLAN_STEPS + 1), demoActions)).toMatchObject({ kind: 'nothing' });
});

it.each([
  ['open braces', '{'.repeat(8_000)],
  ['open quotes', "'a ".repeat(2_666)],
  ['commas and ands', 'set the counter to 5, and '.repeat(300)],
  ['names without end', 'value '.repeat(1_300)],
])('when a message is %s, then it is answered and runs nothing', async (_what, message) => {
  expect((await propose(message, demoActions)).kind).not.toMatch(/intent|plan/u);
}, 60_000);

it('when the same request comes again, then the proposal is the same', async () => {
  const request = { message: 'set it to 5', actions: demoActions, question: null, answer: null };
  expect(await createOfflineInterpreter().interpret(request)).toEqual(await createOfflineInterpreter().interpret(request));
});
