import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Project } from '../contract/project.ts';
import { routes } from '../contract/routes.ts';
import { Me } from '../contract/user.ts';
import { LaunchProblem } from './launch-problem.ts';

const NAME = 'Demo';
const ANSWER_WITHIN_MS = 30_000;

export type DemoOptions = {
  url: string;
  /** Written once the project exists, so that a deleted demo project stays deleted. */
  stamp: string;
  /** Mints a sign-in link's token; asked only when there is something to do. */
  mintToken: () => Promise<string>;
};

/** Sees to it that a fresh house holds one project called Demo; makes it once, and never again. */
export async function ensureDemoProject({ url, stamp, mintToken }: DemoOptions): Promise<void> {
  if (existsSync(stamp)) return;

  const session = await signIn({ url, token: await mintToken() });
  const { items } = await session.call('GET', '/projects', z.object({ items: z.array(Project) }));
  const project = items.find(({ name }) => name === NAME) ?? (await session.call('POST', '/projects', routes.postProject.data, { name: NAME }));
  await session.call('POST', '/auth/logout', z.null());
  writeFileSync(stamp, `${JSON.stringify({ projectId: project.projectId, createdAt: project.createdAt })}\n`);
}

type Session = { call: <Data>(method: 'GET' | 'POST', path: string, data: z.ZodType<Data>, body?: unknown) => Promise<Data> };

async function signIn({ url, token }: { url: string; token: string }): Promise<Session> {
  const api = `${url}/api/v1`;
  const answer = await fetch(`${api}/auth/link/${token}`, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]).join('; ');
  if (answer.status >= 400 || cookie === '') throw new LaunchProblem(`The sign-in link was refused with status ${answer.status}; see the api's log.`);

  const { csrf } = await request(Me, `${api}/auth/me`, { headers: { cookie } });
  return {
    call: (method, path, data, body) =>
      request(data, `${api}${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json', [csrf.header]: csrf.token },
        body: body === undefined ? null : JSON.stringify(body),
      }),
  };
}

/** One call; what comes back is read as `data` or the start ends with the api's own sentence. */
async function request<Data>(data: z.ZodType<Data>, address: string, options: RequestInit): Promise<Data> {
  const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
  const body: unknown = await answer.json();
  if (answer.ok) return z.object({ data }).parse(body).data;

  const { detail } = z.object({ detail: z.string() }).parse(body);
  throw new LaunchProblem(`The demo project could not be made (${answer.status}): ${detail}`);
}
