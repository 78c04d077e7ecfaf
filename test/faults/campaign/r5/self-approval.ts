import type { Approval } from '../../../../contract/approval.ts';
import { caller, createUser, expectData, type Caller, type Session } from '../../../support/http.ts';
import { type Crowd, openPlace, type Place, RAISE } from './crowd.ts';

/** One way in which somebody may try to allow what he has asked for himself. It answers what the house said. */
type Route = { name: string; attempt: (place: Place, given: { self: Session; bearer: Caller; approval: Approval }) => Promise<string> };

const votes = ({ approvalId }: Approval) => `/approvals/${approvalId}/votes`;
const said = ({ status }: { status: number }): string => String(status);

const routes: Route[] = [
  { name: 'a vote with his session', attempt: async (place, { self, approval }) => said(await place.vote(self, approval, 'approve')) },
  { name: 'a vote with his token', attempt: async ({ at }, { bearer, approval }) => said(await bearer.post(at(votes(approval)), { vote: 'approve', digest: approval.digest })) },
  { name: 'a vote in the name of another', attempt: async ({ at, voters }, { self, approval }) => said(await self.post(at(votes(approval)), { vote: 'approve', digest: approval.digest, userId: voters[0]?.me.user.userId })) },
  { name: 'a vote with another digest', attempt: async (place, { self, approval }) => said(await place.vote(self, approval, 'approve', approval.digest.toUpperCase())) },
  { name: 'a vote below another project', attempt: async ({ grounds }, { self, approval }) => said(await self.post(`/projects/${(await grounds.openProjects(1))[0]}${votes(approval)}`, { vote: 'approve', digest: approval.digest })) },
  { name: 'yes in a chat', attempt: ({ at }, { self }) => chat(self, at, 'yes') },
  { name: 'approve in a chat', attempt: ({ at }, { self, approval }) => chat(self, at, `approve ${approval.approvalId}`) },
  { name: 'the intent once more, confirmed', attempt: async ({ at }, { self }) => said(await self.post(at('/intents'), { actionId: RAISE, inputs: { by: 1 }, confirmed: true })) },
  { name: 'the intent in a plan', attempt: async ({ at }, { self }) => said(await self.post(at('/plans'), { steps: [{ actionId: RAISE, inputs: { by: 1 }, confirmed: true }], run: true })) },
  { name: 'the intent in an atomic plan', attempt: async ({ at }, { self }) => said(await self.post(at('/plans'), { steps: [{ actionId: RAISE, inputs: { by: 1 }, confirmed: true }], atomicity: 'plan', run: true })) },
  { name: 'a vote on the request asked anew', attempt: async (place, given) => voteAnew(place, given) },
  { name: 'a vote after giving himself a second role', attempt: async (place, given) => voteWithTwoHats(place, given) },
];

async function chat(self: Session, at: Place['at'], message: string): Promise<string> {
  const { turnId } = expectData(await self.post<{ turnId: string }>(at('/turns'), { message }), 202);
  return said(await self.get(at(`/turns/${turnId}?waitSeconds=5`)));
}

async function voteAnew(place: Place, { self, approval }: { self: Session; approval: Approval }): Promise<string> {
  const anew = await self.post<Approval>(place.at(`/approvals/${approval.approvalId}/refresh`));
  return said(await place.vote(self, anew.status === 200 ? anew.body.data : approval, 'approve'));
}

/** He is an admin of the project himself, so he may give roles: to himself as well. */
async function voteWithTwoHats(place: Place, { self, approval }: { self: Session; approval: Approval }): Promise<string> {
  await self.put(place.at(`/members/${self.me.user.userId}`), { role: 'admin' });
  return said(await place.vote(self, approval, 'approve'));
}

/** Tries so often, by every route in turn, to allow one's own request; every success is a finding. The one who asks is an admin: he lacks no role. */
export async function tryAlone(crowd: Crowd, tries: number): Promise<string[]> {
  const self = await createUser(crowd.grounds.admin);
  const place = await openPlace({ ...crowd, asker: self });
  expectData(await crowd.grounds.admin.put(place.at(`/members/${self.me.user.userId}`), { role: 'admin' }));
  const { token } = expectData(await self.post<{ token: string }>('/tokens', { name: 'campaign' }), 201);
  const bearer = caller(self.url, { authorization: `Bearer ${token}` });
  const approval = await place.ask();
  const findings: string[] = [];
  for (let number = 0; number < tries; number += 1) {
    const route = routes[number % routes.length];
    const answer = await route?.attempt(place, { self, bearer, approval });
    if (answer?.startsWith('5')) findings.push(`${route?.name} was answered with ${answer}`);
  }
  const allowed = (await place.raises()).filter(({ status }) => status === 'success').length;
  const { votes: counted } = await place.read(approval);
  if (allowed > 0 || (await place.level()) !== 0) findings.push(`${allowed} executions came of requests that nobody else has allowed`);
  if (counted.some(({ userId }) => userId === self.me.user.userId)) findings.push('a vote on one’s own request was counted');
  return findings;
}
