import type { Approval } from '../../../../contract/approval.ts';
import type { Execution } from '../../../../contract/execution.ts';
import type { Plan } from '../../../../contract/plan.ts';
import type { Turn } from '../../../../contract/turn.ts';
import { caller, createUser, expectData, signIn, type Session } from '../../../support/http.ts';
import { attachment, storedAs } from '../../../support/media.ts';
import type { ScriptedModel } from '../../../support/scripted-model.ts';
import type { Grounds } from '../grounds.ts';
import type { Plot } from './planted.ts';

/** Opening the vault waits for an admin; breaking it runs at once, and fails. */
export const VAULT_POLICY = { approvals: [{ id: 'by-hand', when: { actions: ['campaign.vault.open'] } }] };

/** What a chat message and its reply are kept in, for the one who wrote it. */
const OF_ITS_AUTHOR = ['turn', 'chat_session', 'event'];

/** Where somebody has been, by the ids that paths name, and who he is. */
export type Field = { projectId: string; author: Session; ids: Record<string, string> };

type Ground = { grounds: Grounds; plot: Plot; model: ScriptedModel; openaiKey: string };

/** Gives the house a secret by every door that takes one, or makes one, and has it used: in turns, plans, approvals and failures. */
export async function sow({ grounds, plot, model, openaiKey }: Ground, round: number): Promise<Field> {
  const { admin } = grounds;
  const [projectId] = await grounds.openProjects(1, VAULT_POLICY);
  const at = (path: string) => `/projects/${projectId}${path}`;
  const author = await sowIdentity(grounds, plot, round);
  expectData(await admin.put(at(`/members/${author.me.user.userId}`), { role: 'operator' }));
  const channel = expectData(await admin.post<{ channelId: string; secret: string }>('/alert-channels', { name: `Round ${round}`, url: 'https://hooks.example/r9' }), 201);
  plot.note('the secret of an alert channel', channel.secret);
  const secret = expectData(await admin.post<{ secretId: string }>(at('/secrets'), { name: 'plant_api', value: plot.plant('a secret of the store') }), 201);
  expectData(await admin.post(at(`/secrets/${secret.secretId}/rotate`), { value: plot.plant('a rotated secret'), graceSeconds: 3_600 }));
  const inputs = await sowInputs({ admin, author, at, plot });
  const chat = await sowChat({ author, at, plot, model, openaiKey });
  expectData(await author.post(at('/intents'), { actionId: 'std.text_input.set', inputs: { value: plot.note('a control in clear', `control0in0clear0${projectId}`) } }));
  return { projectId, author, ids: { projectId, channelId: channel.channelId, secretId: secret.secretId, userId: author.me.user.userId, ...inputs, ...chat } };
}

/** Passwords, right and wrong, a session, a token that is asked for twice, and a program that is signed in by its code. */
async function sowIdentity({ admin }: Grounds, plot: Plot, round: number): Promise<Session> {
  const username = `author-${round}`;
  const first = plot.plant('a password');
  const before = await createUser(admin, { username, password: first });
  await caller(admin.url).post('/auth/login', { username, password: plot.plant('a wrong password') });
  const password = plot.plant('a changed password');
  expectData(await before.post('/auth/password', { currentPassword: first, newPassword: password }));
  const author = await signIn(admin.url, { username, password });
  plot.note('a session', author.cookie.split('=')[1] ?? author.cookie);
  const once = { 'idempotency-key': `token-${round}` };
  const { token } = expectData(await author.post<{ token: string }>('/tokens', { name: 'Script' }, once), 201);
  await author.post('/tokens', { name: 'Script' }, once);
  plot.note('a token', token);
  expectData(await caller(admin.url, { authorization: `Bearer ${token}` }).get('/auth/me'));
  const device = expectData(await caller(admin.url).post<{ deviceCode: string; userCode: string }>('/auth/device', { clientName: 'A terminal' }));
  plot.note('a device code', device.deviceCode);
  plot.note('a user code', device.userCode);
  expectData(await author.post(`/auth/device/${device.userCode}/approve`));
  const signedIn = expectData(await caller(admin.url).post<{ token?: string }>('/auth/device/token', { deviceCode: device.deviceCode }));
  if (signedIn.token) plot.note('a token of a program', signedIn.token);
  return author;
}

type Place = { admin: Session; author: Session; at: (path: string) => string; plot: Plot };

/** Sensitive inputs that wait, are allowed, are denied, fail, are refused, are only tried, and stand in plans; and what somebody has remembered. */
async function sowInputs({ admin, author, at, plot }: Place): Promise<Record<string, string>> {
  const open = async (door: string) => expectData(await author.post<Execution>(at('/intents'), { actionId: 'campaign.vault.open', inputs: { pin: plot.plant(door) } }));
  const decide = async ({ approvalId }: Execution, vote: 'approve' | 'deny') => {
    const { digest } = expectData(await admin.get<Approval>(at(`/approvals/${approvalId}`)));
    expectData(await admin.post(at(`/approvals/${approvalId}/votes`), { vote, digest, comment: 'Looked at.' }));
  };
  const allowed = await open('an allowed input');
  await decide(allowed, 'approve');
  await decide(await open('a denied input'), 'deny');
  const waiting = await open('a waiting input');
  const broken = expectData(await author.post<Execution>(at('/intents'), { actionId: 'campaign.vault.break', inputs: { pin: plot.plant('an input that failed') } }));
  await author.post(at('/intents'), { actionId: 'campaign.vault.break', inputs: { pin: plot.plant('an input that was refused'), more: true } });
  await author.post(at('/intents/simulate'), { actionId: 'campaign.vault.open', inputs: { pin: plot.plant('an input that was tried') } });
  const steps = [{ actionId: 'campaign.vault.open', inputs: { pin: plot.plant('an input of a plan') } }];
  const plan = expectData(await author.post<Plan>(at('/plans'), { steps, run: true }));
  expectData(await author.post<Plan>(at('/plans'), { steps: [{ actionId: 'campaign.vault.break', inputs: { pin: plot.plant('an input of a draft') } }] }));
  const fork = expectData(await author.post<{ forkId: string }>(at('/forks'), {}), 201);
  await author.post(at(`/forks/${fork.forkId}/plans`), { steps: [{ actionId: 'campaign.vault.break', inputs: { pin: plot.plant('an input on a fork') } }] });
  expectData(await author.put(at('/memory/site'), { value: plot.plant('a remembered value') }));
  return { executionId: String(broken.executionId), approvalId: String(waiting.approvalId), planId: plan.planId, forkId: fork.forkId };
}

type Talk = Omit<Place, 'admin'> & { model: ScriptedModel; openaiKey: string };

/** Messages with attachments, which a model reads, answers, and fails to answer, naming the key that it was called with. */
async function sowChat({ author, at, plot, model, openaiKey }: Talk): Promise<Record<string, string>> {
  const content = plot.plant('an attachment');
  const sent = attachment('text/plain', { name: 'note.txt', content: Buffer.from(`The pump runs hot. ${content}`) });
  model.clear();
  model.say({ text: plot.plant('an answer of a model', OF_ITS_AUTHOR) }, { text: 'Nothing to do.' });
  model.sayForever({ status: 401, message: `Incorrect API key ${openaiKey}` });
  const say = async (message: string, media: unknown[]) => {
    const { turnId } = expectData(await author.post<{ turnId: string }>(at('/turns'), { message, media }), 202);
    return expectData(await author.get<Turn>(at(`/turns/${turnId}?waitSeconds=25`)));
  };
  const turn = await say(`what about ${plot.plant('a message', OF_ITS_AUTHOR)}`, [sent]);
  await say(`and ${plot.plant('a message that failed', OF_ITS_AUTHOR)}`, []);
  await say(`and ${plot.plant('a message that no model took', OF_ITS_AUTHOR)}`, []);
  return { turnId: turn.turnId, sessionId: turn.sessionId, sha256: storedAs(sent).sha256 };
}
