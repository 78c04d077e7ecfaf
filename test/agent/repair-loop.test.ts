import { describe, expect, it } from '@jest/globals';
import { claimsDone } from '../../agent/claims-done.ts';
import type { ChatCall, ChatReply } from '../../agent/chat.ts';
import { indexActions } from '../../agent/offline/index-actions.ts';
import { encodeToolName, nameTools } from '../../agent/openai/tool-names.ts';
import { proposeSettled } from '../../agent/propose-settled.ts';
import { repairCalls } from '../../agent/repair-loop.ts';
import type { Proposal } from '../../contract/proposal.ts';
import { demoActions } from './fixture-actions.ts';
import { checksOf } from './model-stage.ts';
import { inOneLine, propose } from './propose.ts';

const index = indexActions(demoActions);
const names = nameTools(demoActions.map(({ actionId }) => actionId));
const seen = new Set(demoActions.map(({ actionId }) => actionId));
const actionOf = (name: string) => (seen.has(names.idOf(name) ?? '') ? names.idOf(name) : null);

const call = (actionId: string, args: unknown = {}): ChatCall => ({ id: `call_${actionId}`, name: encodeToolName(actionId), args: typeof args === 'string' ? args : JSON.stringify(args) });
const calling = (...calls: ChatCall[]): ChatReply => ({ text: '', refusal: '', finish: 'tool_calls', calls });
const saying = (text: string): ChatReply => ({ text, refusal: '', finish: 'stop', calls: [] });

/** Lets a model say these one after the other, the last one for ever. */
async function settle(replies: readonly ChatReply[], hasActed = false): Promise<{ proposal: Proposal; rounds: number }> {
  let rounds = 0;
  const ask = async () => replies[Math.min(rounds++, replies.length - 1)] ?? saying('');
  const settled = await repairCalls([], ask, { actionOf, checkInputs: checksOf(demoActions) });
  return { proposal: proposeSettled(settled, index, hasActed), rounds };
}

const set7 = call('demo.counter.set@v1', { value: 7 });

describe('the repair loop', () => {
  it.each<[string, ChatReply[], string, number]>([
    ['calls soundly', [calling(set7)], 'demo.counter.set@v1 {"value":7}', 1],
    ['names an unknown action, then wrong inputs, then calls soundly', [calling(call('demo.counter.explode@v1')), calling(call('demo.counter.set@v1', { value: 'x' })), calling(set7)], 'demo.counter.set@v1 {"value":7}', 3],
    ['writes no JSON, then calls soundly', [calling(call('demo.counter.set@v1', '{"value":')), calling(set7)], 'demo.counter.set@v1 {"value":7}', 2],
    ['writes a list', [calling(call('demo.counter.set@v1', '[7]')), calling(set7)], 'demo.counter.set@v1 {"value":7}', 2],
    ['confirms for itself', [calling(call('demo.counter.reset@v1', { confirmed: true })), calling(call('demo.counter.reset@v1'))], 'demo.counter.reset@v1 {}', 2],
    ['gives one sound call and one wrong one', [calling(set7, call('nope@v1')), calling(set7, call('std.slider.set@v1', { value: 1 }))], 'demo.counter.set@v1 {"value":7} ; std.slider.set@v1 {"value":1}', 2],
    ['gives up in words', [calling(call('nope@v1')), saying('There is no such action.')], 'nothing', 2],
    ['stays wrong', [calling(call('nope@v1'))], 'nothing', 3],
    ['never says what is missing', [calling(call('flags.set_rollout@v2', { flag: 'dark_mode' }))], '?? percent', 3],
    ['leaves two out', [calling(set7, call('flags.set_rollout@v2'))], '?? flag percent', 3],
    ['leaves one out and has another wrong', [calling(call('flags.set_rollout@v2', { percent: 500 }))], 'nothing', 3],
  ])('when a model %s, then after so many rounds that is proposed', async (_what, replies, expected, rounds) => {
    const settled = await settle(replies);
    expect(inOneLine(settled.proposal)).toBe(expected);
    expect(settled.rounds).toBe(rounds);
  });

  it('when it stays wrong, then the clarification names what was wrong', async () => {
    const { proposal } = await settle([calling(call('launch_rocket'), call('std.slider.set@v1', { value: 'high' }))]);
    expect(proposal).toMatchObject({ text: expect.stringMatching(/Nothing was run.*"launch_rocket".*std\.slider\.set@v1 do not fit: \/inputs\/value expected a number/) });
  });

  it('when inputs are missing, then the answer to the question completes what the model understood', async () => {
    const { proposal } = await settle([calling(call('flags.set_rollout@v2', { flag: 'dark_mode' }), set7)]);
    expect(proposal).toMatchObject({ kind: 'question', at: 0, missing: [{ name: 'percent' }], text: expect.stringContaining('percent (integer, 0 to 100)') });
    const question = proposal.kind === 'question' ? proposal : null;
    expect(inOneLine(await propose('25', demoActions, question))).toBe('flags.set_rollout@v2 {"flag":"dark_mode","percent":25} ; demo.counter.set@v1 {"value":7}');
  });

  it('when more is called than a plan can hold, then nothing is proposed', async () => {
    const { proposal, rounds } = await settle([calling(...Array.from({ length: 51 }, () => set7))]);
    expect([proposal.kind, rounds]).toEqual(['nothing', 1]);
  });
});

describe('words alone', () => {
  it.each([
    ['I have reset the counter to 0.'],
    ['Done!'],
    ['The counter has been set to 5.'],
    ["I've successfully enabled dark mode."],
    ['All set, the slider is now at 70.'],
    ['Gatehouse executed your request.'],
    ['Which one? Never mind, I incremented it.'],
    ['Das wurde erledigt.'],
    ['I reset the counter; no problems.'],
    ['I have set it to 5, anything else?'],
    ['Your counter is reset.'],
    ['Done, nothing else is left.'],
  ])('when a model says %j, then that is a claim, and the record answers instead', async (text) => {
    expect(claimsDone(text)).toBe(true);
    expect((await settle([saying(text)])).proposal).toMatchObject({ kind: 'nothing', text: expect.stringMatching(/^Nothing was run\./) });
    expect((await settle([saying(text)], true)).proposal).toEqual({ kind: 'nothing', text });
  });

  it.each([
    ['Which counter do you mean?'],
    ['There is no action that sends mail.'],
    ['I need to know the percentage first.'],
    ['Nothing has been changed.'],
    ['I could reset it if you want.'],
    ['The counter holds 4.'],
    ['Should the flag be enabled?'],
    ['Do you mean the counter that was reset, or the slider?'],
    ['Dark mode is enabled for half of the people.'],
    ['No action sends mail, so nothing was done.'],
    ['If it has been reset, it holds 0.'],
    ['Resetting asks for a confirmation.'],
  ])('when a model says %j, then its words stand', async (text) => {
    expect((await settle([saying(text)])).proposal).toEqual({ kind: 'nothing', text });
  });

  it.each<[ChatReply, string]>([
    [{ ...saying(''), refusal: 'I will not.' }, 'Nothing was run. The model declined: I will not.'],
    [saying('  '), 'Nothing was run. The model had no answer; say it in other words.'],
    [{ ...saying(''), finish: 'content_filter' }, "Nothing was run. The model's service withheld its answer."],
  ])('when there are no words of use, then a sentence says so', async (reply, text) => {
    expect((await settle([reply])).proposal).toEqual({ kind: 'nothing', text });
  });
});
