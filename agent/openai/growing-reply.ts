import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { ChatReply } from '../chat.ts';
import { ModelError } from '../model-error.ts';

/** The most that one reply may say, in characters. */
const MAX_CHARACTERS = 200_000;
const MAX_CALLS = 64;

export type Usage = { readonly prompt: number; readonly completion: number };

/** A reply as it grows. `usage` stays null where the service does not tell it. */
export type GrowingReply = {
  text: string;
  refusal: string;
  finish: string;
  usage: Usage | null;
  characters: number;
  readonly calls: Map<number, { id: string; name: string; args: string }>;
};

export const beginReply = (): GrowingReply => ({ text: '', refusal: '', finish: '', usage: null, characters: 0, calls: new Map() });

/** Adds one chunk of a stream; throws a ModelError where the reply grows beyond any use. */
export function addChunk(reply: GrowingReply, { choices, usage }: ChatCompletionChunk, onText: (piece: string) => void): void {
  if (usage) reply.usage = { prompt: usage.prompt_tokens, completion: usage.completion_tokens };
  const choice = choices[0]; // Azure begins with a chunk that has none.
  if (!choice) return;
  const { content, refusal, tool_calls: calls = [] } = choice.delta;
  reply.text += content ?? '';
  reply.refusal += refusal ?? '';
  for (const piece of calls) addCallPiece(reply, piece);
  reply.characters += (content ?? '').length + (refusal ?? '').length;
  if (reply.characters > MAX_CHARACTERS || reply.calls.size > MAX_CALLS) throw new ModelError('invalid', 'The model said more than can be read, so nothing was run.');
  if (content) onText(content);
  reply.finish = choice.finish_reason ?? reply.finish;
}

/** The whole reply, its calls in order. */
export function finishReply({ text, refusal, calls, finish }: GrowingReply): ChatReply {
  const inOrder = [...calls].sort(([one], [other]) => one - other);
  // Some services give their calls no id, and an answer to a call needs one.
  return { text, refusal, finish, calls: inOrder.map(([index, call]) => ({ ...call, id: call.id === '' ? `call_${index}` : call.id })) };
}

type CallPiece = NonNullable<ChatCompletionChunk.Choice.Delta['tool_calls']>[number];

function addCallPiece(reply: GrowingReply, { index, id, function: piece }: CallPiece): void {
  const call = reply.calls.get(index) ?? { id: '', name: '', args: '' };
  reply.calls.set(index, { id: id ?? call.id, name: call.name + (piece?.name ?? ''), args: call.args + (piece?.arguments ?? '') });
  reply.characters += (piece?.name ?? '').length + (piece?.arguments ?? '').length;
}
