import { expect, it } from '@jest/globals';
import type { Question } from '../../contract/proposal.ts';
import { demoActions, plantActions } from './fixture-actions.ts';
import { chooseBy, converse, inOneLine, propose } from './propose.ts';

const actions = [...demoActions, ...plantActions];

it.each([
  ['the number', ['set it to 5', '1'], 'demo.counter.set {"value":5}'],
  ['a marked number', ['set it to 5', '#3'], 'std.slider.set {"value":5}'],
  ['an ordinal', ['set it to 5', 'the third one'], 'std.slider.set {"value":5}'],
  ['the id', ['set it to 5', 'std.slider.set'], 'std.slider.set {"value":5}'],
  ['the title', ['set it to 5', 'move the slider'], 'std.slider.set {"value":5}'],
  ['the noun', ['set it to 5', 'the slider'], 'std.slider.set {"value":5}'],
  ['the noun and a value', ['set', 'the slider to 9'], 'std.slider.set {"value":9}'],
  ['a choice that still needs an input', ['set it to 5', '2'], '?? flag'],
  ['a choice and then its input', ['set it to 5', '2', 'dark mode'], 'flags.set_rollout {"percent":5,"flag":"dark_mode"}'],
  ['yes to a single choice', ['reset', 'yes'], 'demo.counter.reset {}'],
  ['a number out of the list', ['set it to 5', '7'], '? demo.counter.set flags.set_rollout std.slider.set'],
  ['yes to several choices', ['set it to 5', 'yes'], '? demo.counter.set flags.set_rollout std.slider.set'],
  ['nonsense', ['set it to 5', 'gibberish'], '? demo.counter.set flags.set_rollout std.slider.set'],
  ['no', ['set it to 5', 'never mind'], 'nothing'],
  ['another command', ['set it to 5', 'reset the counter'], 'demo.counter.reset {}'],
  ['a choice whose number found no place', ['increase the counter to 42', '1'], '?? amount'],
])('when a choice is answered with %s, then it goes on with that', async (_what, [opening = '', ...answers], expected) => {
  expect(await converse(demoActions, opening, ...answers)).toBe(expected);
});

it.each([
  ['a bare value', ['set the counter', '42'], 'demo.counter.set {"value":42}'],
  ['a value after to', ['set the counter', 'to 42, please'], 'demo.counter.set {"value":42}'],
  ['key=value', ['set the counter', 'value=42'], 'demo.counter.set {"value":42}'],
  ['the verb again', ['add', 'add 7'], 'demo.counter.increment {"amount":7}'],
  ['the default', ['add', 'default'], 'demo.counter.increment {"amount":1}'],
  ['an enum value', ['enable', 'dark mode'], 'flags.enable {"flag":"dark_mode"}'],
  ['free text', ['set the text', 'hello, world'], 'std.text_input.set {"value":"hello, world"}'],
  ['quoted text', ['set the text', '"no"'], 'std.text_input.set {"value":"no"}'],
  ['one of two values', ['set the rollout', '25%'], '?? flag'],
  ['one value after the other', ['set the rollout', '25%', 'dark mode'], 'flags.set_rollout {"percent":25,"flag":"dark_mode"}'],
  ['two values in order', ['transfer a load', '3, 7'], 'plant.transfer.move {"from":3,"to":7}'],
  ['two values without a comma', ['transfer a load', '3 7'], 'plant.transfer.move {"from":3,"to":7}'],
  ['two named values', ['transfer a load', 'to=7 from=3'], 'plant.transfer.move {"from":3,"to":7}'],
  ['any one of optional inputs', ['configure the valve', 'open: no'], 'plant.valve.configure {"open":false}'],
  ['a value of the wrong kind', ['set the counter', 'a lot'], '?? value'],
  ['a negated command', ['set the counter', 'do not add 5'], '?? value'],
  ['no', ['set the counter', 'cancel'], 'nothing'],
  ['another command', ['set the counter', 'enable dark mode'], 'flags.enable {"flag":"dark_mode"}'],
])('when a missing input is answered with %s, then it is merged', async (_what, [opening = '', ...answers], expected) => {
  expect(await converse(actions, opening, ...answers)).toBe(expected);
});

it('when several steps are open, then they are asked about one after another and end in a plan', async () => {
  const opening = 'set dark mode; enable; add 5';
  expect(await converse(demoActions, opening)).toBe('?? percent');
  expect(await converse(demoActions, opening, '25')).toBe('?? flag');
  expect(await converse(demoActions, opening, '25', 'new pricing')).toBe(
    'flags.set_rollout {"flag":"dark_mode","percent":25} ; flags.enable {"flag":"new_pricing"} ; demo.counter.increment {"amount":5}',
  );
});

it('when a choice settles what a later step speaks of, then that step is not asked about', async () => {
  expect(await converse(demoActions, 'set it to 5, then set it to 7', '3')).toBe('std.slider.set {"value":5} ; std.slider.set {"value":7}');
});

const ask = async (message: string): Promise<Question> => {
  const proposal = await propose(message, demoActions);
  if (proposal.kind !== 'question') throw new Error(`expected a question, got ${proposal.kind}`);
  return proposal;
};

it.each([
  [1, 'demo.counter.set {"value":5}'],
  ['std.slider.set', 'std.slider.set {"value":5}'],
  [9, '? demo.counter.set flags.set_rollout std.slider.set'],
  ['demo.counter.reset', '? demo.counter.set flags.set_rollout std.slider.set'],
])('when %j is picked in a form, then it proposes %s', async (choice, expected) => {
  expect(inOneLine(await chooseBy(choice, demoActions, await ask('set it to 5')))).toBe(expected);
});

it('when the chosen action is gone by then, then nothing runs', async () => {
  const question = await ask('set it to 5');
  const left = demoActions.filter(({ actionId }) => !actionId.startsWith('demo.counter.set'));
  expect(await chooseBy(1, left, question)).toMatchObject({ kind: 'nothing' });
});

it('when an answer is unclear, then the same question is asked again', async () => {
  const question = await ask('set the counter');
  expect(await propose('a lot', demoActions, question)).toEqual(question);
});
