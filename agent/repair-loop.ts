import type { Proposal } from '../contract/proposal.ts';
import type { ChatMessage, ChatReply } from './chat.ts';
import { judgeCall, type CallRules, type JudgedCall } from './judge-calls.ts';

/** How often a reply with faults is given back. */
export const MAX_REPAIRS = 2;
const MAX_CALLS = 50;

/** What is asked again and again: one request and its reply; `round` is 0 for the first one. */
export type Ask = (messages: readonly ChatMessage[], round: number) => Promise<ChatReply>;

/** How a conversation with a model came out: in words alone, in sound calls, or in calls that stayed wrong. */
export type Settled =
  | { readonly kind: 'words'; readonly reply: ChatReply }
  | { readonly kind: 'steps'; readonly steps: Extract<Proposal, { kind: 'plan' }>['steps'] }
  | { readonly kind: 'wrong'; readonly judged: readonly JudgedCall[] }
  | { readonly kind: 'too_many'; readonly count: number };

/**
 * Asks until every call of a reply is sound: what is wrong goes back as the answer to its call, twice at most. Calls of a reply with
 * a fault are never taken one by one, so a plan is whole or there is none.
 */
export async function repairCalls(prompt: readonly ChatMessage[], ask: Ask, rules: CallRules): Promise<Settled> {
  const messages = [...prompt];
  for (let round = 0; ; round += 1) {
    const reply = await ask(messages, round);
    if (reply.calls.length === 0) return { kind: 'words', reply };
    if (reply.calls.length > MAX_CALLS) return { kind: 'too_many', count: reply.calls.length };
    const judged = reply.calls.map((call) => judgeCall(call, rules));
    const steps = judged.flatMap((one) => (one.kind === 'sound' ? [one.step] : []));
    if (steps.length === judged.length) return { kind: 'steps', steps };
    if (round >= MAX_REPAIRS) return { kind: 'wrong', judged };
    messages.push({ role: 'assistant', text: reply.text, calls: reply.calls }, ...judged.map(answerCall));
  }
}

function answerCall(judged: JudgedCall): ChatMessage {
  const told = judged.kind === 'sound' ? 'Not run: another call of this reply was wrong.' : judged.told;
  return { role: 'tool', callId: judged.call.id, text: `${told} Nothing was run. ${advice[judged.kind]}` };
}

const advice: Readonly<Record<JudgedCall['kind'], string>> = {
  sound: 'Make all calls again.',
  incomplete: 'Make all calls again. If the operator did not say it, leave it out again, and Gatehouse asks for it.',
  wrong: 'Make all calls again, correctly and only to functions that are offered, or say in words why it is not possible.',
};
