import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Approval } from '../../contract/approval.ts';
import type { Execution } from '../../contract/execution.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, createMember, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { openAsOperator } from './operator.ts';
import { complaints, say } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const rows = (page: Page) => page.locator('[data-approval]');
const request = (page: Page) => page.getByRole('region', { name: 'Chosen request' });
const badge = (page: Page) => page.getByRole('link', { name: /^Approvals/ }).first();
const WORDS = { id: 'words', when: { actions: ['std.text_input.*'] }, requiredRole: 'admin', quorum: 1 };

/** A project whose policy holds every text, with an operator who asks, and the admin who opened it to read along. */
async function held(quorum = 1) {
  const projectId = await createProject(admin);
  expectData(await admin.put(`/projects/${projectId}/policy`, { limits: { budget: { daily: 100 } }, approvals: [{ ...WORDS, quorum }] }));
  const operator = await createMember(admin, projectId, 'operator');
  const ask = async (value: string): Promise<Execution> => expectData(await operator.post<Execution>(`/projects/${projectId}/intents`, { actionId: 'std.text_input.set', inputs: { value } }));
  const read = async (approvalId: string | null): Promise<Approval> => expectData(await admin.get<Approval>(`/projects/${projectId}/approvals/${approvalId}`));
  return { projectId, operator, ask, read };
}

describe('the approvals inbox (3.8, 4.7)', () => {
  it('when something is asked for, then it appears by itself with all that a decision needs; one key opens the vote, and only the second casts it', async () => {
    const { projectId, ask, read } = await held();
    const { page, go } = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await go('/approvals');
    await page.getByText('Nothing waits').waitFor();
    const { approvalId } = await ask('Closed');
    await rows(page).first().waitFor();
    await badge(page).getByText('1').waitFor();
    await page.keyboard.press('j');
    await page.waitForURL(new RegExp(`approvals/${approvalId}$`));
    await request(page).getByText('Set the text').waitFor();
    await request(page).getByText('100 units left today').waitFor();
    expect(await request(page).innerText()).toMatch(/The rule words[^]*Asked by[^]*1 unit; 100 units left today[^]*an admin[^]*in 2[34] h[^]*What changes[^]*""[^]*"Closed"[^]*What leaves the house[^]*Votes, 0 of 1/);
    await page.keyboard.press('a');
    const confirm = page.getByRole('button', { name: 'Confirm approval' });
    await confirm.waitFor();
    expect((await read(approvalId)).votes).toEqual([]);
    await page.keyboard.press('Enter');
    await request(page).getByText('Enough people allowed it.').waitFor();
    await page.getByRole('status').getByText('The request: Approved.').waitFor();
    await request(page).getByText('Done').waitFor();
    expect(await request(page).getByRole('link', { name: 'Open what came of it' }).getAttribute('href')).toContain('/executions/');
    expect(await read(approvalId)).toMatchObject({ status: 'approved', votes: [{ vote: 'approve', comment: null }] });
    await page.getByText('Nothing waits').waitFor();
  });

  it('when a request is denied, then it asks why, and the reason stands beside the vote', async () => {
    const { projectId, ask, read } = await held();
    const { approvalId } = await ask('Closed');
    const { page, go } = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await go(`/approvals/${approvalId}`);
    await page.getByRole('button', { name: 'Deny' }).click();
    expect(await page.getByRole('button', { name: 'Deny the request' }).isDisabled()).toBe(true);
    await page.getByLabel('Why not').fill('We are open today.');
    await page.getByRole('button', { name: 'Deny the request' }).click();
    await request(page).getByText('We are open today.').waitFor();
    await request(page).getByText('Denied', { exact: true }).waitFor();
    expect(await read(approvalId)).toMatchObject({ status: 'denied', votes: [{ vote: 'deny', comment: 'We are open today.' }] });
  });

  it('when two must agree, then the first vote is counted with its comment and cannot be cast twice', async () => {
    const { projectId, ask } = await held(2);
    const { approvalId } = await ask('Closed');
    const { page, go } = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await go(`/approvals/${approvalId}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByLabel(/^Comment/).fill('Fine with me');
    await page.getByRole('button', { name: 'Confirm approval' }).click();
    await request(page).getByText('Votes, 1 of 2').waitFor();
    await request(page).getByText('Fine with me').waitFor();
    await request(page).getByText('You approved this already.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
  });

  it('when one may not decide, then the buttons are off, no key works, and the page says why; whoever asked can withdraw', async () => {
    const { page, go, run, projectId } = await openAsOperator(browser, admin);
    expectData(await admin.put(`/projects/${projectId}/policy`, { approvals: [WORDS] }));
    const { approvalId } = await run('std.text_input.set', { value: 'Closed' });
    await go(`/approvals/${approvalId}`);
    await request(page).getByText('You asked for this yourself').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await page.keyboard.press('a');
    expect(await page.getByRole('button', { name: 'Confirm approval' }).count()).toBe(0);
    const viewer = await openAsMember(browser, { admin, projectId, role: 'viewer' });
    await viewer.go(`/approvals/${approvalId}`);
    await request(viewer.page).getByText('It takes an admin; you are a viewer.').waitFor();
    await page.getByRole('button', { name: 'Withdraw the request' }).click();
    await request(page).getByText('It was withdrawn.').waitFor();
    await request(viewer.page).getByText('It was withdrawn.').waitFor();
  });

  it('when what was read moves, then the request goes stale by itself, shows was and is, and whoever asked asks anew', async () => {
    const { page, go, run, projectId } = await openAsOperator(browser, admin);
    expectData(await admin.put(`/projects/${projectId}/policy`, { approvals: [{ ...WORDS, when: { actions: ['demo.counter.set'], roles: ['operator'] } }] }));
    const { approvalId } = await run('demo.counter.set', { value: 7 });
    await go(`/approvals/${approvalId}`);
    await request(page).getByText('Waiting', { exact: true }).waitFor();
    expectData(await admin.post(`/projects/${projectId}/intents`, { actionId: 'demo.counter.set', inputs: { value: 2 } }));
    await request(page).getByText('Stale', { exact: true }).waitFor();
    expect(await request(page).getByRole('table').innerText()).toMatch(/demo\.counter\/value\s+0\s+2/);
    await page.getByRole('button', { name: 'Ask anew' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(`${approvalId}`));
    await request(page).getByText('Waiting', { exact: true }).waitFor();
    expect(await request(page).innerText()).toMatch(/2\s*7/);
  });

  it('when a message waits for approval, then its turn says for whom, leads to the request, and goes on once it is decided', async () => {
    const { page, projectId } = await openAsOperator(browser, admin);
    expectData(await admin.put(`/projects/${projectId}/policy`, { approvals: [{ ...WORDS, when: { actions: ['demo.counter.set'] } }] }));
    await say(page, 'set the counter to 5');
    await page.getByText('Waits for an admin.').waitFor();
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await page.getByRole('region', { name: 'Conversations' }).getByText('Waits for approval').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    const { page: theirs } = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await page.getByRole('link', { name: 'Open the request' }).click();
    await theirs.goto(page.url());
    await theirs.getByRole('button', { name: 'Approve' }).click();
    await theirs.getByRole('button', { name: 'Confirm approval' }).click();
    await request(page).getByRole('link', { name: 'a message' }).click();
    await page.getByRole('log').locator('.chip').getByText('Done').waitFor();
  });

  it('when requests of several projects wait, then the inbox lists them all and each leads to its own page; a status stands in the address', async () => {
    const one = await held();
    const other = await held();
    const { page, session, go } = await openAsMember(browser, { admin, projectId: one.projectId, role: 'admin' });
    expectData(await admin.put(`/projects/${other.projectId}/members/${session.me.user.userId}`, { role: 'admin' }));
    await one.ask('Here');
    const { approvalId } = await other.ask('There');
    await go('/approvals');
    await page.getByRole('link', { name: '1 in other projects' }).click();
    await rows(page).nth(1).waitFor();
    await page.locator(`[data-approval="${approvalId}"]`).click();
    await page.waitForURL(new RegExp(`${other.projectId}/approvals/${approvalId}$`));
    await page.getByLabel('Status').selectOption('denied');
    await page.waitForURL(/approvals\?status=denied$/);
    await page.getByText('No request ended so').waitFor();
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way, also on a telephone and while one votes', async (scheme) => {
    const { projectId, ask } = await held();
    const { approvalId } = await ask('Closed');
    const { page, window, go } = await openAsMember(browser, { admin, projectId, role: 'admin', scheme });
    const complained = complaints(window);
    await go(`/approvals/${approvalId}`);
    await request(page).getByText('What changes').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('d');
    await page.getByLabel('Why not').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${admin.url}/approvals`);
    await rows(page).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });

  it('when a request is not there, then the page says so', async () => {
    const { page, go } = await openAsOperator(browser, admin);
    await go('/approvals/018f0000-0000-7000-8000-000000000000');
    await page.getByText('There is no such request').waitFor();
  });
});
