import { randomBytes } from 'node:crypto';
import type { Project, Role } from '../../contract/project.ts';
import type { Issue, ProblemCode } from '../../contract/problem.ts';
import type { Me, RegisteredUser } from '../../contract/user.ts';

const ANSWER_WITHIN_MS = 45_000;

/** Either body of the wire: the envelope, or the problem document, which has `data: null`. */
export type Body<Data> = {
  code: number;
  message: string;
  data: Data;
  error?: ProblemCode;
  status?: number;
  detail?: string;
  requestId?: string;
  issues?: Issue[];
};
export type Answer<Data> = { status: number; headers: Headers; body: Body<Data> };
export type Call = <Data = unknown>(path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer<Data>>;

/** Calls of one caller; paths stand below `/api/v1`. */
export type Caller = { url: string; get: Call; post: Call; put: Call; patch: Call; delete: Call };

/** Calls with a session's cookie and its CSRF header. */
export type Session = Caller & { me: Me; cookie: string };

/** A caller with these headers and no credential but what they hold. */
export function caller(url: string, always: Record<string, string> = {}): Caller {
  const call = (method: string): Call => (path, body, headers = {}) => send({ address: `${url}/api/v1${path}`, method, body, headers: { ...always, ...headers } });
  return { url, get: call('GET'), post: call('POST'), put: call('PUT'), patch: call('PATCH'), delete: call('DELETE') };
}

/** Signs in with a password, or throws with what was answered. */
export async function signIn(url: string, { username, password }: { username: string; password: string }): Promise<Session> {
  const answer = await caller(url).post<Me>('/auth/login', { username, password });
  if (answer.status !== 200) throw new Error(`${username} could not sign in: ${answer.status} ${answer.body.detail ?? ''}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0]).join('; ');
  const { header, token } = answer.body.data.csrf;
  return { ...caller(url, { cookie, [header]: token }), cookie, me: answer.body.data };
}

/** Creates a project and answers its id. */
export async function createProject(admin: Session, name = `Project ${randomBytes(4).toString('hex')}`): Promise<string> {
  return expectData(await admin.post<Project>('/projects', { name }), 201).projectId;
}

export type NewPerson = { username?: string; password?: string; isSystemAdmin?: boolean };

/** Creates a user and answers a session of his. */
export async function createUser(admin: Session, person: NewPerson = {}): Promise<Session> {
  const username = person.username ?? `user-${randomBytes(5).toString('hex')}`;
  const password = person.password ?? randomBytes(12).toString('hex');
  expectData(await admin.post<RegisteredUser>('/users', { username, password, isSystemAdmin: person.isSystemAdmin ?? false }), 201);
  return signIn(admin.url, { username, password });
}

/** Creates a user with that role in the project and answers a session of his. */
export async function createMember(admin: Session, projectId: string, role: Role): Promise<Session> {
  const session = await createUser(admin);
  expectData(await admin.put(`/projects/${projectId}/members/${session.me.user.userId}`, { role }), 200);
  return session;
}

/** The data of an answer with that status; anything else throws with what was answered. */
export function expectData<Data>({ status, body }: Answer<Data>, wanted = 200): Data {
  if (status === wanted) return body.data;
  throw new Error(`expected ${wanted}, got ${status}: ${JSON.stringify(body).slice(0, 500)}`);
}

type Sent = { address: string; method: string; body: unknown; headers: Record<string, string> };

/** A machine that stands still for ten seconds makes a server give up on a request that it has not read; 408 says that it may be sent once more (RFC 9110, 15.5.9). */
async function send<Data>(sent: Sent): Promise<Answer<Data>> {
  const answer = await sendOnce<Data>(sent);
  return answer.status === 408 ? sendOnce(sent) : answer;
}

async function sendOnce<Data>({ address, method, body, headers }: Sent): Promise<Answer<Data>> {
  const answer = await fetch(address, {
    method,
    // A kept connection may have been closed by the server while a test file was loading, and a POST is not sent twice.
    headers: { connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: parseBody(text) as Body<Data> };
}

/** A body that is no JSON is a page or nothing; the text itself then stands in the message. */
function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { code: -1, message: text, data: null };
  }
}
