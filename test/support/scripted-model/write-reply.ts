import type { ServerResponse } from 'node:http';
import { toolNameFor, type ScriptedCall, type ScriptedReply, type WireBody } from './script.ts';

/** How much of a text or of arguments one chunk carries: small, so that every reader has to put pieces together. */
const PIECE = 7;
export const SCRIPTED_USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };

type Delta = Record<string, unknown>;

/** Answers one request as the script says, streamed or whole. */
export function writeReply(response: ServerResponse, body: WireBody, reply: ScriptedReply): void {
  if ('silent' in reply) return;
  if ('status' in reply) {
    writeError(response, reply);
    return;
  }
  if (body.stream === true) writeStream(response, body, reply);
  else writeWhole(response, body, reply);
}

function writeError(response: ServerResponse, { status, retryAfter, code, message }: Extract<ScriptedReply, { status: number }>): void {
  const error = { message: message ?? `scripted ${status}`, type: 'scripted', code: code ?? null, param: null };
  response.writeHead(status, { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) });
  response.end(JSON.stringify({ error }));
}

type Spoken = Exclude<ScriptedReply, { status: number } | { silent: true }>;

function writeStream(response: ServerResponse, body: WireBody, reply: Spoken): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (chunk: object) => response.write(`data: ${JSON.stringify({ ...frame(body, 'chat.completion.chunk'), ...chunk })}\n\n`);
  const sendDelta = (delta: Delta, finish: string | null = null) => send({ choices: [{ index: 0, delta, finish_reason: finish }] });
  sendDelta({ role: 'assistant', content: '' });
  const text = 'text' in reply ? (reply.text ?? '') : '';
  for (const piece of cut(text)) sendDelta({ content: piece });
  if ('stall' in reply) return;
  if ('drop' in reply) {
    setTimeout(() => response.destroy(), 20);
    return;
  }
  if ('refusal' in reply) for (const piece of cut(reply.refusal)) sendDelta({ refusal: piece });
  const calls = 'calls' in reply ? reply.calls : [];
  for (const [index, call] of calls.entries()) {
    const { id, name, args } = wireCall(body, call, index);
    sendDelta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
    for (const piece of cut(args)) sendDelta({ tool_calls: [{ index, function: { arguments: piece } }] });
  }
  sendDelta({}, calls.length > 0 ? 'tool_calls' : 'stop');
  if (body.stream_options) send({ choices: [], usage: SCRIPTED_USAGE });
  response.end('data: [DONE]\n\n');
}

function writeWhole(response: ServerResponse, body: WireBody, reply: Spoken): void {
  if ('stall' in reply) return;
  if ('drop' in reply) {
    response.destroy();
    return;
  }
  const calls = ('calls' in reply ? reply.calls : []).map((call, index) => wireCall(body, call, index));
  const message = {
    role: 'assistant',
    content: 'text' in reply ? (reply.text ?? null) : null,
    refusal: 'refusal' in reply ? reply.refusal : null,
    ...(calls.length > 0 ? { tool_calls: calls.map(({ id, name, args }) => ({ id, type: 'function', function: { name, arguments: args } })) } : {}),
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ...frame(body, 'chat.completion'), choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }], usage: SCRIPTED_USAGE }));
}

const frame = (body: WireBody, object: string) => ({ id: 'chatcmpl-scripted', object, created: 1_700_000_000, model: body.model ?? 'scripted' });

const wireCall = (body: WireBody, call: ScriptedCall, index: number) => ({
  id: `call_${index}`,
  name: 'name' in call ? call.name : toolNameFor(body, call.actionId),
  args: call.rawArgs ?? JSON.stringify(call.args ?? {}),
});

const cut = (text: string): string[] => text.match(new RegExp(`[^]{1,${PIECE}}`, 'gu')) ?? [];
