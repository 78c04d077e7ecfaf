import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { textOf, type ScriptedReply, type ScriptedRequest, type ScriptedStep, type WireBody } from './scripted-model/script.ts';
import { writeReply } from './scripted-model/write-reply.ts';

/** A model that says what it is told to say, over the chat completions protocol, on 127.0.0.1. */
export type ScriptedModel = {
  readonly port: number;
  /** The value of OPENAI_API_BASE; requests of Azure go to `endpoint`, the value of AZURE_OPENAI_ENDPOINT. */
  readonly baseUrl: string;
  readonly endpoint: string;
  /** Every request so far, oldest first. */
  readonly requests: ScriptedRequest[];
  /** Says these next, in order, one a request; a request beyond them gets status 500. */
  say: (...steps: ScriptedStep[]) => void;
  /** Answers every request beyond the script with this. */
  sayForever: (step: ScriptedStep) => void;
  /** Forgets the script and the requests. */
  clear: () => void;
  /** Resolves as soon as so many requests have come. */
  untilAsked: (count: number) => Promise<void>;
  stop: () => Promise<void>;
};

const PATHS = /^\/(v1\/chat\/completions|openai\/deployments\/[^/?]+\/chat\/completions\?api-version=[^&]+)$/u;
const NO_MORE: ScriptedReply = { status: 500, message: 'The script has ended.' };

/** Starts a scripted model on a free port. */
export async function startScriptedModel(...script: ScriptedStep[]): Promise<ScriptedModel> {
  const sockets = new Set<Socket>();
  const state = { steps: [...script], forever: NO_MORE as ScriptedStep, requests: [] as ScriptedRequest[], waiting: new Set<() => void>() };
  const server = createServer((request, response) => {
    void answer(request, response, state);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    endpoint: `http://127.0.0.1:${port}`,
    requests: state.requests,
    say: (...steps) => void state.steps.push(...steps),
    sayForever: (step) => {
      state.forever = step;
    },
    clear: () => {
      state.steps.length = 0;
      state.requests.length = 0;
      state.forever = NO_MORE;
    },
    untilAsked: (count) => untilAsked(state, count),
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type State = { steps: ScriptedStep[]; forever: ScriptedStep; requests: ScriptedRequest[]; waiting: Set<() => void> };

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const url = request.url ?? '';
  if (request.method !== 'POST' || !PATHS.test(url)) {
    response.writeHead(404).end();
    return;
  }
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = JSON.parse(Buffer.concat(pieces).toString()) as WireBody;
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const seen: ScriptedRequest = { url, headers, body, prompt: textOf(body), isClosed: () => response.destroyed && !response.writableFinished };
  const step = state.steps.shift() ?? state.forever;
  state.requests.push(seen);
  for (const look of [...state.waiting]) look();
  writeReply(response, body, typeof step === 'function' ? step(seen) : step);
}

function untilAsked(state: State, count: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (state.requests.length < count) return;
      state.waiting.delete(look);
      resolve();
    };
    state.waiting.add(look);
    look();
  });
}
