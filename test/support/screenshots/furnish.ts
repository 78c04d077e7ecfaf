import { randomBytes } from 'node:crypto';
import type { Execution } from '../../../contract/execution.ts';
import type { Fork } from '../../../contract/fork.ts';
import type { Plan } from '../../../contract/plan.ts';
import type { Turn } from '../../../contract/turn.ts';
import { createMember, createProject, expectData, type Session } from '../http.ts';

/** A project in which something of everything has happened, and where each thing is found. */
export type Furnished = { projectId: string; executionId: string; approvalId: string; planId: string; forkId: string; sessions: Record<'chat' | 'clarification' | 'confirmation' | 'plan' | 'refused', string> };

const WAIT_SECONDS = 25;
const POLICY = {
  limits: { rate: { perMinute: 600 }, budget: { daily: 500 } },
  approvals: [{ id: 'big-steps', when: { minRisk: 'medium' }, requiredRole: 'admin', quorum: 2 }],
  rules: [{ id: 'no-errors-by-hand', effect: 'reject', actions: ['std.status_indicator.update'], when: { '==': [{ val: ['inputs', 'status'] }, 'error'] }, message: 'Errors are set by the monitoring alone.' }],
};
const CHAT = ['set the counter to 42, then add 5', 'roll out new pricing to 150%', 'reset the counter'];
const BEFORE = [
  { actionId: 'std.slider.set', inputs: { value: 70 } },
  { actionId: 'std.status_indicator.update', inputs: { status: 'busy', message: 'Rolling out' } },
];

/** Says these one after another in one conversation, and answers its id. */
async function converse(admin: Session, projectId: string, messages: readonly string[]): Promise<string> {
  let sessionId: string | undefined;
  for (const message of messages) {
    const turn: { turnId: string; sessionId: string } = expectData(await admin.post<{ turnId: string; sessionId: string }>(`/projects/${projectId}/turns`, { message, sessionId }), 202);
    ({ sessionId } = turn);
    expectData(await admin.get<Turn>(`/projects/${projectId}/turns/${turn.turnId}?waitSeconds=${WAIT_SECONDS}`));
  }
  if (!sessionId) throw new Error('nothing was said');
  return sessionId;
}

/** Fills a project of its own, named so that it looks like somebody's. */
export async function furnish(admin: Session): Promise<Furnished> {
  const projectId = await createProject(admin, 'Storefront');
  const at = (path: string) => `/projects/${projectId}${path}`;
  const steps = [{ actionId: 'demo.counter.set', inputs: { value: 12 } }, { actionId: 'std.slider.set', inputs: { value: 30 } }];
  expectData(await admin.put(at('/policy'), {}));
  for (const intent of BEFORE) expectData(await admin.post<Execution>(at('/intents'), intent));
  const chat = await converse(admin, projectId, CHAT);
  const sessions = {
    chat,
    plan: await converse(admin, projectId, ['set the counter to 7, then move the slider to 120']),
    clarification: await converse(admin, projectId, ['set']),
    confirmation: await converse(admin, projectId, ['reset the counter']),
    refused: await converse(admin, projectId, ['move the slider to 250']),
  };
  const { executionId } = expectData(await admin.post<Execution>(at('/intents'), { actionId: 'demo.counter.increment', inputs: { amount: 3 } }));
  const { planId } = expectData(await admin.post<Plan>(at('/plans'), { steps }));
  const { forkId } = expectData(await admin.post<Fork>(at('/forks'), { version: 2 }), 201);
  expectData(await admin.post(at(`/forks/${forkId}/plans`), { steps }));
  await admin.put(at('/memory/home.site'), { value: 'Hamburg' });
  await admin.put(at('/memory/on-call'), { value: { name: 'Ada', until: '18:00' } });
  await admin.post(at('/secrets'), { name: 'control_room_api', value: randomBytes(12).toString('hex') });
  expectData(await admin.put(at('/policy'), POLICY));
  const operator = await createMember(admin, projectId, 'operator');
  await createMember(admin, projectId, 'viewer');
  const reset = { actionId: 'demo.counter.reset', inputs: {}, confirmed: true };
  expectData(await operator.post<Execution>(at('/intents'), reset));
  const { approvalId } = expectData(await operator.post<Execution>(at('/intents'), reset));
  await admin.post('/tokens', { name: `deploy-${randomBytes(2).toString('hex')}`, expiresInDays: 30 });
  return { projectId, executionId: executionId ?? '', approvalId: approvalId ?? '', planId, forkId, sessions };
}
