import type { Json } from '../../contract/json.ts';
import type { ModelCallReport } from '../model-interpreter.ts';
import type { GrowingReply } from './growing-reply.ts';
import type { Chat, ModelEndpoint, Try } from './try-once.ts';
import { messageOnRecord } from './wire.ts';

/** About so many characters are one token, where the service does not count. */
const CHARACTERS_PER_TOKEN = 4;

/** What a record keeps of one try: the prompt without the content of attachments, and what came back. */
export function reportTry({ model }: ModelEndpoint, { messages, tools, round }: Chat, { reply, failure, durationMs }: Try): ModelCallReport {
  const request: Json = { model, messages: messages.map(messageOnRecord), offered: tools.map(({ actionId }) => actionId) };
  const hasBegun = reply.finish !== '' || reply.characters > 0;
  const estimated = { prompt: hasBegun ? countTokens(request, tools) : 0, completion: Math.ceil(reply.characters / CHARACTERS_PER_TOKEN) };
  return {
    round,
    outcome: failure?.error.outcome ?? 'answered',
    request,
    response: {
      ...saidSoFar(reply),
      ...(failure ? { error: failure.error.message, status: failure.status, code: failure.code } : {}),
      ...(reply.usage === null && hasBegun ? { tokensAreEstimated: true } : {}),
    },
    tokens: reply.usage ?? estimated,
    durationMs,
  };
}

const saidSoFar = ({ text, refusal, calls, finish }: GrowingReply) => ({
  text,
  refusal,
  calls: [...calls.values()].map(({ name, args }) => ({ name, args })),
  finish,
});

const countTokens = (request: Json, tools: Chat['tools']): number => Math.ceil((JSON.stringify(request).length + JSON.stringify(tools).length) / CHARACTERS_PER_TOKEN);
