import { randomBytes } from 'node:crypto';
import type { Approval } from '../../../../contract/approval.ts';
import type { Execution } from '../../../../contract/execution.ts';
import type { JsonObject } from '../../../../contract/json.ts';
import type { Snapshot } from '../../../../contract/snapshot.ts';
import { type Answer, createUser, expectData, type Session } from '../../../support/http.ts';
import type { Grounds } from '../grounds.ts';

export const RAISE = 'campaign.dam.raise';

/** Raising the dam waits for two admins; the lamp's shade is read by a rule that holds it as well. */
export const TWO_ADMINS = {
  approvals: [{ id: 'two-people', when: { actions: [RAISE] }, quorum: 2 }],
  rules: [{ id: 'shaded', effect: 'require_approval', actions: [RAISE], when: { '==': [{ val: ['state', 'campaign.lamp', 'shade'] }, 'plain'] }, quorum: 2 }],
};

/** Where people meet: one who asks, and admins who decide. The one who opened the house is among the admins. */
export type Crowd = { grounds: Grounds; asker: Session; voters: Session[] };

/** A project in which raising the dam waits, with everybody in it. */
export type Place = Crowd & {
  projectId: string;
  at: (path: string) => string;
  ask: (by?: number) => Promise<Approval>;
  read: (approval: Pick<Approval, 'approvalId'>) => Promise<Approval>;
  vote: (who: Session, approval: Approval, vote: 'approve' | 'deny', digest?: string) => Promise<Answer<Approval>>;
  run: (actionId: string, inputs: JsonObject, who?: Session) => Promise<Execution>;
  level: () => Promise<unknown>;
  raises: () => Promise<Execution[]>;
};

/** Registers people once for all projects of a campaign: their passwords cost time to store. */
export async function gather(grounds: Grounds, voters: number): Promise<Crowd> {
  const crowd: Crowd = { grounds, asker: await createUser(grounds.admin), voters: [] };
  while (crowd.voters.length < voters) crowd.voters.push(await createUser(grounds.admin));
  return crowd;
}

/** Opens a project for the crowd. */
export async function openPlace(crowd: Crowd, policy: object = TWO_ADMINS): Promise<Place> {
  const { grounds, asker, voters } = crowd;
  const { admin } = grounds;
  const [projectId] = await grounds.openProjects(1, policy);
  const at = (path: string) => `/projects/${projectId}${path}`;
  const enter = async (who: Session, role: string) => void expectData(await admin.put(at(`/members/${who.me.user.userId}`), { role }));
  await enter(asker, 'operator');
  for (const voter of voters) await enter(voter, 'admin');
  const run: Place['run'] = async (actionId, inputs, who = admin) => expectData(await who.post<Execution>(at('/intents'), { actionId, inputs, requestId: randomBytes(8).toString('hex') }));
  const read: Place['read'] = async ({ approvalId }) => expectData(await admin.get<Approval>(at(`/approvals/${approvalId}`)));
  return {
    ...{ ...crowd, projectId, at, run, read },
    ask: async (by = 1) => {
      const held = await run(RAISE, { by }, asker);
      if (held.status !== 'pending_approval' || held.approvalId === null) throw new Error(`${held.status}: ${held.message}`);
      return read({ approvalId: held.approvalId });
    },
    vote: (who, { approvalId, digest }, vote, shown = digest) => who.post<Approval>(at(`/approvals/${approvalId}/votes`), { vote, digest: shown }),
    level: async () => expectData(await admin.get<Snapshot>(at('/state'))).components['campaign.dam']?.['level'],
    raises: async () => expectData(await admin.get<{ items: Execution[] }>(at(`/executions?action=${RAISE}&limit=200`))).items,
  };
}

const LOOKS = 600;
const LOOK_EVERY_MS = 50;

/** The request once it is closed and its outcome recorded; as it is when that does not come in half a minute. */
export async function closed(place: Place, approval: Approval): Promise<Approval> {
  for (let look = 0; look < LOOKS; look += 1) {
    const now = await place.read(approval);
    if (now.outcomeExecutionId !== null) return now;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return place.read(approval);
}
