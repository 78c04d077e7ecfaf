import type { Policy } from '../contract/policy.ts';
import { createProject, expectData, type Session } from '../test/support/http.ts';

/** Every kind of limit is set, so that each gate has its work to do, and none is ever reached. */
const POLICY: Policy = {
  limits: { rate: { perMinute: 1_000_000, perHour: 10_000_000 }, quota: { perDay: 100_000_000 }, budget: { daily: 1e9, timezone: 'Europe/Berlin' } },
  actionBudgets: { 'demo.counter.increment': { daily: 1e9 } },
};

/** Opens a project in which a question can be asked for as long as it takes. */
export async function openProject(admin: Session, name: string): Promise<string> {
  const projectId = await createProject(admin, name);
  expectData(await admin.put(`/projects/${projectId}/policy`, POLICY));
  return projectId;
}
