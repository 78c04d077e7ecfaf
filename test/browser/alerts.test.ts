import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { AlertChannel } from '../../contract/alert-channel.ts';
import { openReceiver, type Receiver } from '../acceptance/receiver.ts';
import { openSql, type Sql } from '../acceptance/sql.ts';
import { openStage, type Stage } from '../acceptance/stage.ts';
import { launchChromium } from '../support/chromium.ts';
import { startHouse, type House } from '../support/house.ts';
import { expectData } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { complaints, openPage, openWindow } from './page.ts';

/** A house of its own takes a while to start; how long is no question of these tests. */
const SLOW_MS = 300_000;

let browser: Browser;
let house: House;
let receiver: Receiver;
let stage: Stage;
let sql: Sql;

beforeAll(async () => {
  receiver = await openReceiver();
  house = await startHouse({ EGRESS_ALLOW: receiver.place });
  browser = await launchChromium();
  sql = await openSql(house.databaseUrl);
  stage = await openStage({}, house);
  await stage.admin.run({ actionId: 'demo.counter.increment' });
}, SLOW_MS);
afterAll(async () => {
  await browser?.close();
  await sql?.close();
  await house?.stop();
  await receiver?.stop();
});

const setCost = (cost: number) => sql.rows('update execution set cost = $2 where project_id = $1 and seq = 1', [stage.projectId, cost]);
const verify = () => stage.admin.session.get(stage.at('/integrity'));

/** What a test has left altered is put right before the next one. */
beforeEach(async () => {
  await setCost(1);
  await verify();
});

async function openAsSystemAdmin() {
  const window = await openWindow(browser);
  const found = complaints(window);
  const page = await openPage(window, { url: house.url, path: `/p/${stage.projectId}/chat`, username: 'admin', password: house.adminPassword });
  return { page, window, found };
}

describe('alerts (8.8)', () => {
  it('when records are altered, then everybody in the project reads on each page that nothing runs and why, until it is over', async () => {
    const { page, window } = await openAsMember(browser, { admin: house.adminSession, projectId: stage.projectId, role: 'viewer' });
    const banner = page.getByText('Executions are blocked.');
    expect(await banner.isVisible()).toBe(false);
    await setCost(2);
    await verify();
    await banner.waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Look at the findings' }).click();
    await page.waitForURL(/\/state$/);
    await page.getByRole('button', { name: /^Integrity: [1-9]\d* problem/ }).waitFor();
    await banner.waitFor();
    await setCost(1);
    await verify();
    await banner.waitFor({ state: 'hidden' });
    await window.close();
  }, SLOW_MS);

  it('when an alert is open, then system admins see its number in the bar, and find it in the list with its project', async () => {
    const { page, window, found } = await openAsSystemAdmin();
    await page.getByRole('link', { name: 'Alerts: none is open' }).waitFor();
    await setCost(2);
    await verify();
    const bell = page.getByRole('link', { name: 'Alerts: 1 is open' });
    await bell.waitFor();
    await bell.click();
    await page.waitForURL(/\/organization\/alerts$/);
    const row = page.getByRole('table', { name: 'Alerts' }).getByRole('row', { name: /Records are not as they were written/ });
    await row.waitFor();
    expect(await barriers(page)).toEqual([]);
    await setCost(1);
    await verify();
    await page.getByText('Nothing needs attention').waitFor();
    await page.getByRole('button', { name: 'Resolved' }).click();
    await row.first().waitFor();
    await row.first().getByRole('link').click();
    await page.waitForURL(/\/state$/);
    expect(found).toEqual([]);
    await window.close();
  }, SLOW_MS);

  it('when a channel is added, then its secret is shown once, a test message arrives, and it can be disabled, looked at and deleted', async () => {
    const { page, window, found } = await openAsSystemAdmin();
    await page.goto(`${house.url}/organization/alerts`);
    await page.getByText('Nobody is told yet').waitFor();
    await page.getByRole('button', { name: 'New channel' }).click();
    const dialog = page.getByRole('dialog', { name: 'New channel' });
    await dialog.getByLabel('Name').fill('On call');
    await dialog.getByLabel('Address').fill('http://10.0.0.1/hook');
    await dialog.getByLabel('A request is decided').uncheck();
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByRole('alert').waitFor(); // An address inside is refused.
    await dialog.getByLabel('Address').fill(receiver.url);
    await dialog.getByRole('button', { name: 'Add' }).click();
    const added = page.getByRole('dialog', { name: 'On call is added' });
    await added.waitFor();
    const secret = await added.getByLabel('Signing secret').inputValue();
    expect(secret).toMatch(/^whsec_/);
    expect(await barriers(page)).toEqual([]);
    await added.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /On call/ }).waitFor();
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('button', { name: 'Test On call' }).click();
    await page.getByRole('paragraph').filter({ hasText: 'On call was told.' }).waitFor();
    expect(receiver.alerts.map(({ notice }) => notice.type)).toEqual(['channel.test']);
    receiver.answering(() => 400);
    await page.getByRole('button', { name: 'Test On call' }).click();
    await page.getByRole('paragraph').filter({ hasText: 'On call was not told: it answered 400.' }).waitFor();
    await page.getByRole('button', { name: 'Log of On call' }).click();
    const log = page.getByRole('dialog', { name: 'Deliveries of On call' });
    await log.getByRole('row', { name: /Failed/ }).waitFor();
    await log.getByRole('row', { name: /Sent/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await log.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('button', { name: 'Disable On call' }).click();
    await page.getByRole('button', { name: 'Enable On call' }).waitFor();
    const [channel] = expectData(await house.adminSession.get<{ items: AlertChannel[] }>('/alert-channels')).items;
    expect(channel).toMatchObject({ name: 'On call', disabled: true, kinds: ['approval.pending', 'integrity.broken', 'integrity.restored'] });
    await page.getByRole('button', { name: 'Delete On call' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Nobody is told yet').waitFor();
    expect(found).toEqual([]);
    await window.close();
  }, SLOW_MS);

  it('when somebody is no system admin, then there is no bell, and the page says whom to ask', async () => {
    const { page, window } = await openAsMember(browser, { admin: house.adminSession, projectId: stage.projectId, role: 'admin' });
    expect(await page.getByRole('link', { name: /^Alerts:/ }).count()).toBe(0);
    await page.goto(`${house.url}/organization/alerts`);
    await page.getByText('The organisation is for system admins').waitFor();
    await window.close();
  }, SLOW_MS);
});
