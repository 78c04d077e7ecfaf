import type { z } from 'zod';
import type { RouteName, routes } from '../contract/routes.ts';
import { ApiError, readProblem, unreachable } from './problem.ts';
import { routeList } from './routes.generated.ts';

const PREFIX = '/api/v1';
const LONGEST_WAIT_MS = 45_000;

type Routes = typeof routes;
/** `ifMatch`: the version that must still be the newest one; else nothing happens and the answer is 412. */
type Sent = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown; ifMatch?: number };
type Part<R, K extends string> = R extends { [key in K]: infer S extends z.ZodType } ? { [key in K]: z.input<S> } : unknown;

/** What a route wants to be called with, as the contract declares it. */
export type Call<N extends RouteName> = Sent & Part<Routes[N], 'params'> & Partial<Part<Routes[N], 'query'>> & Part<Routes[N], 'body'>;
/** What a route answers. */
export type Answer<N extends RouteName> = z.output<Routes[N]['data']>;
/** One object of a list route. */
export type Item<N extends RouteName> = Answer<N> extends { items: (infer T)[] } ? T : never;

export type Client = {
  call: <N extends RouteName>(name: N, input: Call<N>) => Promise<Answer<N>>;
  eventsUrl: (projectId: string) => string;
  /** Where the content of an attachment is. */
  mediaUrl: (projectId: string, sha256: string) => string;
};

type Csrf = Answer<'getMe'>['csrf'];

function address(name: RouteName, { params = {}, query = {} }: Sent): string {
  const path = routeList[name].path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])));
  return `${PREFIX}${path}${search.size > 0 ? `?${search}` : ''}`;
}

function request(name: RouteName, sent: Sent, csrf: Csrf | null): RequestInit {
  const method = routeList[name].method.toUpperCase();
  const headers = new Headers({ Accept: 'application/json' });
  if (sent.body !== undefined) headers.set('Content-Type', 'application/json');
  if (sent.ifMatch !== undefined) headers.set('If-Match', `"${sent.ifMatch}"`);
  if (method !== 'GET' && csrf) headers.set(csrf.header, csrf.token);
  return { method, headers, body: sent.body === undefined ? null : JSON.stringify(sent.body), signal: AbortSignal.timeout(LONGEST_WAIT_MS) };
}

async function send(name: RouteName, sent: Sent, csrf: Csrf | null) {
  const response = await fetch(address(name, sent), request(name, sent, csrf)).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await readProblem(response);
  const envelope = await response.json();
  return envelope.data;
}

/** Calls the API as the signed-in person; keeps the CSRF token that sign-in hands out; tells `onSignedOut` of every 401. */
export function createClient({ onSignedOut }: { onSignedOut: () => void }): Client {
  let csrf: Csrf | null = null;
  return {
    call: async (name, input) => {
      try {
        const data = await send(name, input, csrf);
        if (name === 'getMe' || name === 'login') csrf = data.csrf;
        return data;
      } catch (error) {
        if (error instanceof ApiError && error.status === 401 && name !== 'login') onSignedOut();
        throw error;
      }
    },
    eventsUrl: (projectId) => address('streamEvents', { params: { projectId } }),
    mediaUrl: (projectId, sha256) => address('getMedia', { params: { projectId, sha256 } }),
  };
}
