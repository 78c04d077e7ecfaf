import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../contract/project.ts';
import { createUser } from '../support/http.ts';
import { entryPaths, type Wish } from './entry-paths.ts';
import { openStage, type Actor, type Stage } from './stage.ts';

const risks = {
  low: { actionId: 'demo.counter.increment', inputs: { amount: 5 }, message: 'add 5' },
  medium: { actionId: 'flags.limit_partial', inputs: { count: 3 }, message: 'limit partial rollouts to 3' },
  high: { actionId: 'flags.kill_switch', inputs: {}, confirmed: true, message: 'pull the kill switch' },
} as const satisfies Record<string, Wish>;

const allowed: Record<Role, readonly (keyof typeof risks)[]> = { viewer: [], operator: ['low', 'medium'], admin: ['low', 'medium', 'high'] };

const cases = Object.entries(allowed).flatMap(([role, mayRun]) =>
  (['low', 'medium', 'high'] as const).flatMap((risk) => entryPaths.map((path) => ({ role: role as Role, risk, path: path.name, ask: path.ask, may: mayRun.includes(risk) }))),
);

describe('11.4 Roles', () => {
  let stage: Stage;
  const actors = new Map<Role, Actor>();
  beforeAll(async () => {
    stage = await openStage();
    for (const role of ['viewer', 'operator'] as const) actors.set(role, await stage.join(role));
    actors.set('admin', stage.admin);
  });

  it.each(cases)('when $role asks for $risk risk as $path, then: may run = $may', async ({ role, risk, path, ask, may }) => {
    const actor = actors.get(role);
    if (!actor) throw new Error(`nobody is ${role}`);
    const fate = await ask(stage, actor, risks[risk]);
    // In a chat nobody can bring a confirmation along, so what is confirmed elsewhere is asked for first.
    const asksFirst = path === 'a chat message' && risk === 'high';
    if (!may) expect(fate).toEqual({ status: 'rejected', code: 'permission_denied' });
    else expect(fate).toEqual(asksFirst ? { status: 'rejected', code: 'confirmation_required' } : { status: 'success', code: null });
  });

  it('when a role is taken away, then the next attempt is refused', async () => {
    const operator = await stage.join('operator');
    const intent = { actionId: 'demo.counter.increment' };
    expect(await operator.run(intent)).toMatchObject({ status: 'success' });
    await stage.admin.session.put(stage.at(`/members/${operator.userId}`), { role: 'viewer' });
    expect(await operator.run(intent)).toMatchObject({ status: 'rejected', error: { code: 'permission_denied', gate: 'role' } });
    await stage.admin.session.delete(stage.at(`/members/${operator.userId}`));
    expect((await operator.session.post(stage.at('/intents'), { ...intent, inputs: {} })).status).toBe(404);
  });

  it('when somebody is no member, then no way in tells him that the project exists', async () => {
    const stranger = await createUser(stage.house.adminSession);
    const step = { actionId: 'demo.counter.increment', inputs: {} };
    const bodies = { '/turns': { message: 'add 5' }, '/intents': step, '/intents/simulate': step, '/plans': { steps: [step] }, '/plans/simulate': { steps: [step] } };
    for (const [path, body] of Object.entries(bodies)) expect((await stranger.post(stage.at(path), body)).status).toBe(404);
  });

  it('when a system admin is no member, then he reads and runs nothing', async () => {
    const outsider = await createUser(stage.house.adminSession, { isSystemAdmin: true });
    expect((await outsider.get(stage.at('/state'))).status).toBe(200);
    expect((await outsider.post(stage.at('/intents'), { actionId: 'demo.counter.increment', inputs: {} })).status).toBe(403);
  });
});
