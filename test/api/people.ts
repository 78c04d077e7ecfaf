import type { Role } from '../../contract/project.ts';
import type { CreatedToken, TokenScopes } from '../../contract/token.ts';
import { createMember, createProject, createUser, expectData, type Session } from '../support/http.ts';
import type { Standing } from './expected-access.ts';
import type { TestApi } from './start-api.ts';

/** Where somebody calls: projects in which people have their roles, one in which none of them has one, and one that is not there. */
export const places = ['own', 'locked', 'archived', 'other', 'unknown'] as const;
export type Place = (typeof places)[number];

/** Somebody who calls: what he shows, and what is known of him. */
export type Person = { headers: Record<string, string>; standing: (place: Place) => Standing };

export type Cast = { projects: Record<Place, string>; people: Map<string, Person>; nowhere: string };

const NOWHERE = '01a00000-0000-7000-8000-000000000000';
const WITH_ROLES: readonly Place[] = ['own', 'locked', 'archived'];

type Made = { session: Session; role?: Role; isSystemAdmin?: boolean };

/** Everybody of whom the rules of access speak, with projects of every kind. */
export async function gatherPeople(api: TestApi): Promise<Cast> {
  const root = await api.signInAdmin();
  const owner = await createUser(root, { isSystemAdmin: true });
  const projects = { own: await createProject(owner), locked: await createProject(owner), archived: await createProject(owner), other: await createProject(owner), unknown: NOWHERE };
  const join = async (role: Role): Promise<Session> => {
    const session = await createMember(owner, projects.own, role);
    for (const place of ['locked', 'archived'] as const) expectData(await owner.put(`/projects/${projects[place]}/members/${session.me.user.userId}`, { role }));
    return session;
  };
  const admin: Made = { session: await join('admin'), role: 'admin' };
  const system: Made = { session: await createUser(root, { isSystemAdmin: true }), isSystemAdmin: true };
  const ended = { disabled: await join('admin'), expired: await join('admin'), revoked: await join('admin'), deleted: await join('admin') };
  const mustChange: Made = { session: await join('admin'), role: 'admin' };
  const stranger = (await createUser(root)).me.csrf.token;
  const people = new Map<string, Person>([
    ['nobody', { headers: {}, standing: () => standingOf({ isLive: false }) }],
    ['an outsider', withSession({ session: await createUser(root) })],
    ['a viewer', withSession({ session: await join('viewer'), role: 'viewer' })],
    ['an operator', withSession({ session: await join('operator'), role: 'operator' })],
    ['an admin', withSession(admin)],
    ['an admin without a CSRF token', withSession(admin, null)],
    ["an admin with somebody else's CSRF token", withSession(admin, stranger)],
    ['a system admin who is no member', withSession(system)],
    ['somebody who must change the password', withSession(mustChange, mustChange.session.me.csrf.token, { mustChangePassword: true })],
    ...Object.entries(ended).map(([how, session]): [string, Person] => [`somebody whose session is ${how}`, withSession({ session, role: 'admin' }, session.me.csrf.token, { isLive: false })]),
    ["an admin's token", await withToken(admin, null)],
    ["an admin's token for another project", await withToken(admin, { projects: [projects.other] })],
    ["an admin's token for these projects", await withToken(admin, { projects: [projects.own, projects.locked, projects.archived] })],
    ["an admin's token for some actions", await withToken(admin, { actions: ['demo.counter.*', 'memory.*'] })],
    ["a system admin's token", await withToken(system, null)],
    ["a system admin's token for a project", await withToken(system, { projects: [projects.own] })],
    ['a token that was made up', { headers: { authorization: 'Bearer gh_made-up' }, standing: () => standingOf({ isLive: false }) }],
  ]);
  await endSessions(api, owner, ended);
  await api.front.database.read('update app_user set password_change_required = true where user_id = $1', [mustChange.session.me.user.userId]);
  for (const [place, step] of [['locked', 'lock'], ['archived', 'archive']] as const) expectData(await owner.post(`/projects/${projects[place]}/${step}`));
  return { projects, people, nowhere: NOWHERE };
}

const standingOf = (known: Partial<Standing>): Standing => ({ isLive: true, isSystemAdmin: false, role: null, hasCsrf: false, mustChangePassword: false, ...known });

const withRole = ({ role, isSystemAdmin = false }: Made, known: Partial<Standing>) => (place: Place): Standing =>
  standingOf({ isSystemAdmin, role: WITH_ROLES.includes(place) ? (role ?? null) : null, ...known });

function withSession(made: Made, csrf: string | null = made.session.me.csrf.token, known: Partial<Standing> = {}): Person {
  const { cookie, me } = made.session;
  return { headers: { cookie, ...(csrf === null ? {} : { 'x-csrf-token': csrf }) }, standing: withRole(made, { hasCsrf: csrf === me.csrf.token, ...known }) };
}

async function withToken(made: Made, scopes: TokenScopes | null): Promise<Person> {
  const { token } = expectData(await made.session.post<CreatedToken>('/tokens', { name: 'Of the matrix', ...(scopes ? { scopes } : {}) }), 201);
  return { headers: { authorization: `Bearer ${token}` }, standing: withRole(made, { token: { scopes } }) };
}

async function endSessions(api: TestApi, owner: Session, { disabled, expired, revoked, deleted }: Record<'disabled' | 'expired' | 'revoked' | 'deleted', Session>): Promise<void> {
  expectData(await owner.patch(`/users/${disabled.me.user.userId}`, { disabled: true }));
  await api.front.database.read("update login_session set expires_at = now() - interval '1 hour' where user_id = $1", [expired.me.user.userId]);
  expectData(await revoked.post('/auth/logout'));
  expectData(await owner.delete(`/users/${deleted.me.user.userId}`));
}
