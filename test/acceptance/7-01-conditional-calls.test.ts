import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Execution } from '../../contract/execution.ts';
import type { Plan } from '../../contract/plan.ts';
import { expectData } from '../support/http.ts';
import { openStage } from './stage.ts';

const step = { actionId: 'demo.counter.increment', inputs: { amount: 1 } };
const keyed = () => ({ 'idempotency-key': randomBytes(8).toString('hex') });

describe('7.1 Calls that are repeated, and calls that demand a version', () => {
  it('when an intent is sent many times under one key, then it runs once and every answer is the same', async () => {
    const { admin, at, counter, executions } = await openStage();
    const headers = keyed();
    const send = () => admin.session.post<Execution>(at('/intents'), step, headers);
    const first = await send();
    const repeats = await Promise.all([send(), send(), send()]);
    expect(repeats.map(({ status, body }) => ({ status, body }))).toEqual(Array.from({ length: 3 }, () => ({ status: first.status, body: first.body })));
    expect([await counter(), (await executions()).length]).toEqual([1, 1]);
    expect(await admin.session.post(at('/intents'), { ...step, inputs: { amount: 2 } }, headers)).toMatchObject({ status: 422, body: { error: 'idempotency_mismatch' } });
    expect(await counter()).toBe(1);
  });

  it('when an intent is sent many times at once under one key, then it runs once, and whoever is not answered is told to try again', async () => {
    const { admin, at, counter } = await openStage();
    const headers = keyed();
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin.session.post<Execution>(at('/intents'), step, headers)));
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.data.executionId)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 409).every(({ headers: of }) => of.get('retry-after') === '1')).toBe(true);
    expect(await counter()).toBe(1);
  });

  it('when a governed no, a plan or a message is repeated under its key, then it is the same one', async () => {
    const { admin, at, executions } = await openStage();
    const refused = { actionId: 'demo.nothing', inputs: {} };
    const bodies = [['/intents', refused], ['/plans', { steps: [step], run: true }], ['/turns', { message: 'add 5' }]] as const;
    for (const [path, body] of bodies) {
      const headers = keyed();
      const [first, second] = [await admin.session.post(at(path), body, headers), await admin.session.post(at(path), body, headers)];
      expect({ path, status: second.status, body: second.body }).toEqual({ path, status: first.status, body: first.body });
    }
    expect((await executions()).filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(expectData(await admin.session.get<{ items: Plan[] }>(at('/plans'))).items).toHaveLength(1);
    expect(expectData(await admin.session.get<{ items: unknown[] }>(at('/sessions'))).items).toHaveLength(1);
  });

  it('when the ETag of the state goes back as If-Match, then the first call passes, and the next one with the same tag is 412', async () => {
    const { admin, at, counter, executions } = await openStage();
    const tag = String((await admin.session.get(at('/state'))).headers.get('etag'));
    const demand = { 'if-match': tag };
    const requestId = `first-${randomBytes(4).toString('hex')}`;
    const first = expectData(await admin.session.post<Execution>(at('/intents'), { ...step, requestId }, demand));
    expect(first).toMatchObject({ status: 'success', stateVersion: 1 });
    expect(await admin.session.post(at('/intents'), step, demand)).toMatchObject({ status: 412, body: { error: 'stale_state' } });
    expect(await admin.session.post(at('/plans'), { steps: [step], run: true }, demand)).toMatchObject({ status: 412, body: { error: 'stale_state' } });
    expect(expectData(await admin.session.post<Execution>(at('/intents'), { ...step, requestId }, demand))).toEqual(first);
    expect([await counter(), (await executions()).length]).toEqual([1, 1]);
    const now = (await admin.session.get(at('/state'))).headers.get('etag');
    expect(now).toBe('"1"');
    expect((await admin.session.get(at('/state'), undefined, { 'if-none-match': String(now) })).status).toBe(304);
  });

  it('when many send what they decided on the same state at once, then one of them passes and the others are 412 and leave nothing', async () => {
    const { admin, at, counter, executions } = await openStage();
    const named = Array.from({ length: 12 }, (_, index) => ({ ...step, requestId: `same-${index}` }));
    const demand = (version: number) => ({ 'if-match': `"${version}"` });
    const answers = await Promise.all(named.map((body) => admin.session.post<Execution>(at('/intents'), body, demand(0))));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 11 }, () => 412)]);
    expect([await counter(), (await executions()).length]).toEqual([1, 1]);
    const late = named[answers.findIndex(({ status }) => status === 412)];
    expect(expectData(await admin.session.post<Execution>(at('/intents'), late, demand(1)))).toMatchObject({ status: 'success', stateVersion: 2, requestId: late?.requestId });
  });
});
