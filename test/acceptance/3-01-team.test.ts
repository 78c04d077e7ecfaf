import { describe, expect, it } from '@jest/globals';
import type { Member } from '../../contract/project.ts';
import { createUser, expectData } from '../support/http.ts';
import { openStage } from './stage.ts';

describe('3.1 the team over the API', () => {
  it('when an admin invites, changes a role and removes, then each is so at once', async () => {
    const { admin, at } = await openStage();
    const person = await createUser(admin.session);
    const { userId } = person.me.user;
    const roleOf = async () => expectData(await admin.session.get<{ items: Member[] }>(at('/members'))).items.find((member) => member.userId === userId)?.role;
    expect((await person.get(at(''))).status).toBe(404);
    expectData(await admin.session.put(at(`/members/${userId}`), { role: 'viewer' }));
    expect(await roleOf()).toBe('viewer');
    expectData(await person.get(at('')));
    expectData(await admin.session.put(at(`/members/${userId}`), { role: 'operator' }));
    expect(await roleOf()).toBe('operator');
    expect((await admin.session.delete(at(`/members/${userId}`))).status).toBe(200);
    expect(await roleOf()).toBeUndefined();
    expect((await person.get(at(''))).status).toBe(404);
  });

  it.each(['operator', 'viewer'] as const)("when an %s makes an admin's calls, then each is 403 and nothing changes", async (role) => {
    const { admin, at, join } = await openStage();
    const member = await join(role);
    const other = await join('viewer');
    const stranger = (await createUser(admin.session)).me.user.userId;
    const before = (await admin.session.get(at('/members'))).body.data;
    const answers = [
      await member.session.put(at(`/members/${stranger}`), { role: 'viewer' }),
      await member.session.put(at(`/members/${member.userId}`), { role: 'admin' }),
      await member.session.put(at(`/members/${other.userId}`), { role: 'operator' }),
      await member.session.delete(at(`/members/${other.userId}`)),
    ];
    expect(answers.map(({ status, body }) => [status, body.error])).toEqual(answers.map(() => [403, 'forbidden']));
    expect((await admin.session.get(at('/members'))).body.data).toEqual(before);
  });

  it('when the last admin would go or step down, then it is 409 and says what to do first', async () => {
    const { admin, at } = await openStage();
    const answers = [await admin.session.delete(at(`/members/${admin.userId}`)), await admin.session.put(at(`/members/${admin.userId}`), { role: 'viewer' })];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(answers[0]?.body.detail).toBe('A project keeps an admin: make somebody else an admin first.');
  });
});
