import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Secret } from '../../contract/secret.ts';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { createProject, expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { complaints, type Scheme } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** The secrets of a fresh project, as one of its admins sees them. */
async function openSecrets(scheme: Scheme = 'light') {
  const projectId = await createProject(admin);
  const opened = await openAsMember(browser, { admin, projectId, role: 'admin', scheme });
  await opened.page.getByRole('link', { name: 'Secrets', exact: true }).click();
  await opened.page.getByRole('heading', { name: 'Secrets', exact: true }).waitFor();
  await opened.page.getByRole('region', { name: 'Missing' }).waitFor();
  const secrets = async () => expectData(await admin.get<{ items: Secret[] }>(`/projects/${projectId}/secrets`)).items;
  const keep = async (name: string, value = `the value of ${name}`) => expectData(await admin.post<Secret>(`/projects/${projectId}/secrets`, { name, value }), 201);
  return { ...opened, projectId, secrets, keep };
}

describe('secrets (10.1)', () => {
  it('when one is added, then it is kept, listed without its value, and the page forgets it', async () => {
    const { page, secrets } = await openSecrets();
    const value = randomBytes(12).toString('hex');
    await page.getByText('This project keeps no secrets yet').waitFor();
    await page.getByRole('button', { name: 'New secret' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New secret' });
    await dialog.waitFor();
    await page.keyboard.type('Robot-api');
    await dialog.getByText('a letter first').waitFor();
    await dialog.getByLabel('Name').fill('robot_api');
    await dialog.getByLabel('Value').fill(value);
    expect(await dialog.getByLabel('Value').getAttribute('type')).toBe('password');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /robot_api/ }).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.content()).not.toContain(value);
    expect((await secrets()).map(({ name, version }) => ({ name, version }))).toEqual([{ name: 'robot_api', version: 1 }]);
  });

  it('when an action lacks one, then it stands first with what needs it, and is added from there', async () => {
    const { page, secrets } = await openSecrets();
    const missing = page.getByRole('region', { name: 'Missing' });
    const add = missing.getByRole('button', { name: /^Add / }).first();
    const name = String(await add.getAttribute('aria-label')).slice('Add '.length);
    await add.click();
    const dialog = page.getByRole('dialog', { name: 'New secret' });
    expect(await dialog.getByLabel('Name').inputValue()).toBe(name);
    await dialog.getByLabel('Value').fill('a value that is long enough');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: `Rotate ${name}` }).waitFor();
    await missing.getByRole('button', { name: `Add ${name}` }).waitFor({ state: 'hidden' });
    expect((await secrets()).map((secret) => secret.name)).toEqual([name]);
  });

  it('when a name is taken, then the dialog says so and stays', async () => {
    const { page, keep } = await openSecrets();
    await keep('robot_api');
    await page.getByRole('button', { name: 'New secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'New secret' });
    await dialog.getByLabel('Name').fill('robot_api');
    await dialog.getByLabel('Value').fill('another value');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('has a secret robot_api already').waitFor();
  });

  it('when one is rotated with grace, then the row says how long the old value works', async () => {
    const { page, keep, secrets } = await openSecrets();
    await keep('robot_api');
    await page.reload();
    await page.getByRole('button', { name: 'Rotate robot_api' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rotate robot_api' });
    await dialog.getByLabel('New value').fill('a new value for it');
    await dialog.getByLabel('The old value works for').selectOption({ label: '1 day' });
    await dialog.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('row', { name: /robot_api/ }).getByText('24 h more').waitFor();
    expect((await secrets()).map(({ version }) => version)).toEqual([2]);
  });

  it('when one is deleted, then it asks first', async () => {
    const { page, keep, secrets } = await openSecrets();
    await keep('robot_api');
    await page.reload();
    const remove = page.getByRole('button', { name: 'Delete robot_api' });
    await remove.click();
    const dialog = page.getByRole('dialog', { name: 'Delete robot_api?' });
    await dialog.getByText('No action needs it').waitFor();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await secrets()).toHaveLength(1);
    await remove.click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This project keeps no secrets yet').waitFor();
    expect(await secrets()).toEqual([]);
  });

  it('when an operator looks for secrets, then neither the rail nor the palette leads there, and the page says whom to ask', async () => {
    const projectId = await createProject(admin);
    const { page, go } = await openAsMember(browser, { admin, projectId, role: 'operator' });
    await page.getByRole('link', { name: 'Policy' }).waitFor();
    expect(await page.getByRole('link', { name: 'Secrets' }).count()).toBe(0);
    await go('/secrets');
    await page.getByRole('heading', { name: 'Secrets are for project admins' }).waitFor();
  });

  it('when a message holds the value of a secret, then it is refused and says why', async () => {
    const { page, keep } = await openSecrets();
    await keep('robot_api', 'a value for the robot');
    await page.getByRole('link', { name: 'Chat', exact: true }).click();
    await page.getByLabel('Message', { exact: true }).fill('sign in with a value for the robot');
    await page.keyboard.press('Enter');
    await page.getByText('holds the value of a secret of this project').first().waitFor();
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window, keep } = await openSecrets(scheme);
    const complained = complaints(window);
    await keep('robot_api');
    await page.reload();
    await page.getByRole('row', { name: /robot_api/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    for (const name of ['New secret', 'Rotate robot_api', 'Delete robot_api']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    expect(complained).toEqual([]);
  });
});
