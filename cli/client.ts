import { z } from 'zod';
import { Issue } from '../contract/problem.ts';
import type { Route } from '../contract/route.ts';
import { ApiError } from './api-error.ts';
import { callAddress } from './call-address.ts';
import { CommandError } from './command-error.ts';

const ANSWER_WITHIN_MS = 120_000;
const DOWNLOAD_WITHIN_MS = 3_600_000;
const MAX_ANSWER_BYTES = 64 * 1_048_576;

type Part<R extends Route, Name extends 'params' | 'body'> = R extends { [N in Name]: infer Schema extends z.ZodType } ? { [N in Name]: z.input<Schema> } : { [N in Name]?: undefined };
type Query<R extends Route> = R extends { query: infer Schema extends z.ZodType } ? { query?: z.input<Schema> } : { query?: undefined };

/** What a call to a route carries. */
export type Given<R extends Route> = Part<R, 'params'> & Part<R, 'body'> & Query<R> & { headers?: Record<string, string> };

/** What shows who is calling: the headers that go with every call. */
export type Credential = Record<string, string>;

/** Calls the API by its routes; what it answers is parsed before anything else sees it. */
export type Client = {
  url: string;
  call: <R extends Route, Data>(route: R & { data: z.ZodType<Data> }, given: Given<R>) => Promise<Data>;
  /** Calls a route whose answer is no envelope but a stream of bytes. */
  download: <R extends Route>(route: R, given: Given<R>) => Promise<AsyncIterable<Uint8Array>>;
};

export type ClientOptions = { url: string; credential: Credential; mintRequestId: () => string };

const Envelope = z.object({ data: z.unknown() });
const Refusal = z.object({ detail: z.string(), status: z.int(), requestId: z.string(), issues: z.array(Issue).optional() });

export const createClient = ({ url, credential, mintRequestId }: ClientOptions): Client => ({
  url,
  call: async (route, { params, query, body, headers }) => {
    const answer = await send(callAddress({ url, path: route.path, params, query }), {
      method: route.method.toUpperCase(),
      // A kept connection may be closed just as the next call goes out, and a POST is not sent twice.
      headers: { connection: 'close', accept: 'application/json', 'x-request-id': mintRequestId(), ...credential, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return parseData(route.data, await readAnswer(answer), url);
  },
  download: async (route, { params, query, headers }) => {
    const options = { headers: { connection: 'close', 'x-request-id': mintRequestId(), ...credential, ...headers } };
    const answer = await send(callAddress({ url, path: route.path, params, query }), options, DOWNLOAD_WITHIN_MS);
    if (!answer.ok || answer.body === null) throw new CommandError(`${url} answered with nothing to save: ${JSON.stringify(await readAnswer(answer))}`);
    return answer.body;
  },
});

/** The data of an envelope, as its route promises it. */
function parseData<Data>(schema: z.ZodType<Data>, body: unknown, url: string): Data {
  const parsed = schema.safeParse(Envelope.parse(body).data);
  if (parsed.success) return parsed.data;
  throw new CommandError(`${url} answers in a way that this release does not know; it may be another version. ${z.prettifyError(parsed.error)}`);
}

/** One HTTP call; an address where nobody answers is one sentence. */
export async function send(address: string, options: RequestInit, withinMs = ANSWER_WITHIN_MS): Promise<Response> {
  try {
    return await fetch(address, { ...options, redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
  } catch (error) {
    throw new CommandError(`${new URL(address).origin} cannot be reached: ${reasonOf(error)}.`);
  }
}

/** The body of an answer that is in order; throws an ApiError with the API's own words otherwise. */
async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text.length > MAX_ANSWER_BYTES) throw new CommandError(`The answer has more than ${MAX_ANSWER_BYTES} characters.`);
  const body = parseJson(text);
  if (answer.ok && body !== undefined) return body;
  const refusal = Refusal.safeParse(body);
  if (refusal.success) throw new ApiError(refusal.data);
  throw new ApiError({ status: answer.status, detail: 'What answers there is not Gatehouse.', requestId: answer.headers.get('x-request-id') ?? 'unknown' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || String(error.cause) : error.message;
}
