import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Plan } from '../../contract/plan.ts';
import type { Project } from '../../contract/project.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { openAsOperator } from './operator.ts';
import { say } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('the emergency stop (4.8)', () => {
  it('when an admin gives a reason and types the name, then the project is stopped, he reads what was cancelled, and he can unlock it', async () => {
    const name = `Stopped ${Date.now()}`;
    const projectId = await createProject(admin, name);
    const { page } = await openAsMember(browser, { admin, projectId, role: 'admin' });
    expectData(await admin.post<Plan>(`/projects/${projectId}/plans`, { steps: [{ actionId: 'demo.counter.increment', inputs: {} }] }));
    await say(page, 'reset the counter');
    await page.getByRole('button', { name: 'Emergency stop' }).click();
    const dialog = page.getByRole('dialog', { name: `Stop ${name} now?` });
    const go = dialog.getByRole('button', { name: 'Stop everything' });
    expect(await go.isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('a pump runs dry');
    await dialog.getByLabel(/^Type/).fill(name.slice(0, -1));
    expect(await go.isDisabled()).toBe(true);
    await dialog.getByLabel(/^Type/).fill(name);
    expect(await barriers(page)).toEqual([]);
    await go.click();
    await page.getByRole('dialog', { name: `${name} is stopped` }).getByText(/Cancelled: 1 chat message/).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Locked', { exact: true }).waitFor();
    await page.getByRole('log').getByText('a pump runs dry').waitFor();
    expect(expectData(await admin.get<Project>(`/projects/${projectId}`)).status).toBe('locked');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('Active', { exact: true }).waitFor();
  });

  it('when the palette is asked, then an admin finds the stop there, and leaving it stops nothing', async () => {
    const projectId = await createProject(admin);
    const { page } = await openAsMember(browser, { admin, projectId, role: 'admin' });
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/Search pages/).fill('emergency');
    await page.getByRole('option', { name: /Emergency stop Lock/ }).click();
    await page.getByRole('button', { name: 'Leave it running' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(expectData(await admin.get<Project>(`/projects/${projectId}`)).status).toBe('active');
  });

  it('when somebody is no admin, then no stop is offered', async () => {
    const { page } = await openAsOperator(browser, admin);
    expect(await page.getByRole('button', { name: 'Emergency stop' }).count()).toBe(0);
  });
});
