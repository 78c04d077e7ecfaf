import type OpenAI from 'openai';
import type { Clock } from '../../platform/clock.ts';
import type { ChatMessage, ChatTool } from '../chat.ts';
import type { ModelRun } from '../model-interpreter.ts';
import { brokenOff, explainFailure, type Failure } from './explain-failure.ts';
import { addChunk, beginReply, type GrowingReply } from './growing-reply.ts';
import { limitTime, type TimeLimit } from './time-limit.ts';
import { messageOnWire, toolOnWire } from './wire.ts';

/** A stream that has begun may be silent for so long. */
const MAX_SILENCE_MS = 30_000;

export type ModelEndpoint = { readonly client: OpenAI; readonly model: string; readonly timeoutMs: number; readonly clock: Clock };

/** One request: what the model is told, and which round of repair it is. */
export type Chat = { readonly messages: readonly ChatMessage[]; readonly tools: readonly ChatTool[]; readonly round: number };

/** What one try came to; where it failed, `reply` is what had come until then. */
export type Try = { readonly reply: GrowingReply; readonly failure: Failure | null; readonly durationMs: number };

/** Sends one request and reads its stream to the end, to a failure, or until its time is up. */
export async function tryOnce(service: ModelEndpoint, chat: Chat, run: ModelRun, endsAt: number): Promise<Try> {
  const startedAt = service.clock.monotonicMs();
  const limit = limitTime({ caller: run.signal, leftMs: endsAt - startedAt, silentMs: Math.min(MAX_SILENCE_MS, service.timeoutMs) });
  const reply = beginReply();
  const failure = await read(service, chat, { reply, limit, run });
  limit.end();
  return { reply, failure, durationMs: service.clock.monotonicMs() - startedAt };
}

type Reading = { readonly reply: GrowingReply; readonly limit: TimeLimit; readonly run: ModelRun };

async function read(service: ModelEndpoint, chat: Chat, { reply, limit, run }: Reading): Promise<Failure | null> {
  try {
    for await (const chunk of await openStream(service, chat, limit.signal)) {
      limit.heard();
      addChunk(reply, chunk, run.onText);
    }
    // The package ends a stream that was aborted, or cut between two chunks, as if it were whole.
    return limit.ending() === null && reply.finish !== '' ? null : explainFailure(brokenOff(), limit.ending());
  } catch (error) {
    return explainFailure(error, limit.ending());
  }
}

const openStream = ({ client, model }: ModelEndpoint, { messages, tools }: Chat, signal: AbortSignal) =>
  client.chat.completions.create(
    {
      model,
      messages: messages.map(messageOnWire),
      ...(tools.length > 0 ? { tools: tools.map(toolOnWire) } : {}),
      stream: true,
      stream_options: { include_usage: true },
    },
    { signal },
  );
