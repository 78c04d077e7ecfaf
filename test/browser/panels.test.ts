import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sharedHouse } from '../support/house.ts';
import { expectData, type Session } from '../support/http.ts';
import { barriers } from './accessibility.ts';
import { openAsMember } from './member.ts';
import { openAsOperator } from './operator.ts';
import { complaints } from './page.ts';

let browser: Browser;
let admin: Session;

beforeAll(async () => {
  ({ adminSession: admin } = await sharedHouse());
  browser = await launchChromium();
});
afterAll(() => browser.close());

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const control = (page: Page, bound: string) => page.locator(`[data-bound="${bound}"]`).locator('input, select, textarea').first();

/** Waits until a control holds what the state holds. */
async function expectValue(page: Page, bound: string, value: string): Promise<void> {
  await page.waitForFunction(
    ([place, wanted]) => {
      const found = document.querySelector(`[data-bound="${place}"] :is(input, select, textarea)`);
      return found instanceof HTMLSelectElement ? found.selectedOptions[0]?.text === wanted : found instanceof HTMLInputElement && found.value === wanted;
    },
    [bound, value],
  );
}

async function openPanels(scheme: 'light' | 'dark' = 'light') {
  const opened = await openAsOperator(browser, admin, scheme);
  await opened.go('/panels');
  await panel(opened.page, 'Counter').waitFor();
  const executions = async () => expectData(await opened.operator.get<{ items: { status: string; trigger: string; intent: { inputs: object } }[] }>(`/projects/${opened.projectId}/executions`)).items;
  return { ...opened, executions };
}

describe('the panels (3.2)', () => {
  it('when something runs elsewhere, then every widget shows the state, on the page and in another tab', async () => {
    const { page, window, projectId, run } = await openPanels();
    const other = await window.newPage();
    await other.goto(`${admin.url}/p/${projectId}/chat`);
    await control(other, 'demo.counter/value').waitFor();
    await run('demo.counter.set', { value: 42 });
    await run('std.status_indicator.update', { status: 'busy', message: 'Loading' });
    await run('std.slider.set', { value: 70 });
    for (const tab of [page, other]) {
      await expectValue(tab, 'demo.counter/value', '42');
      await expectValue(tab, 'std.slider/value', '70');
      await expectValue(tab, 'std.status_indicator/status', 'busy');
      await expectValue(tab, 'std.status_indicator/message', 'Loading');
    }
  });

  it('when a number is typed, then it is a draft that says what it would run, Escape drops it, and Enter proposes it', async () => {
    const { page, executions } = await openPanels();
    const value = control(page, 'demo.counter/value');
    await value.fill('7');
    const draft = page.getByRole('group', { name: 'Draft: Value' });
    await draft.getByText('demo.counter.set').waitFor();
    await value.press('Escape');
    await draft.waitFor({ state: 'detached' });
    await expectValue(page, 'demo.counter/value', '0');
    expect(await executions()).toEqual([]);
    await value.fill('8');
    await value.press('Enter');
    await page.locator('[data-outcome="success"]').getByText(/0/).first().waitFor();
    await expectValue(page, 'demo.counter/value', '8');
    expect(await executions()).toMatchObject([{ status: 'success', trigger: 'ui', intent: { inputs: { value: 8 } } }]);
  });

  it('when an edit is refused, then the reason stands there and the widget stays at the state', async () => {
    const { page, projectId } = await openPanels();
    const rules = [{ id: 'no-busy', effect: 'reject', actions: ['std.*'], message: 'The indicator is in use.' }];
    expectData(await admin.put(`/projects/${projectId}/policy`, { rules }));
    await control(page, 'std.status_indicator/status').selectOption('busy');
    await page.locator('[data-outcome="rejected"]').getByText('The indicator is in use.').waitFor();
    await expectValue(page, 'std.status_indicator/status', 'idle');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('[data-outcome]').waitFor({ state: 'detached' });
  });

  it('when a slider is moved by keys, then nothing runs before Enter', async () => {
    const { page, executions } = await openPanels();
    const slider = page.getByRole('slider', { name: 'Value' }).first();
    await slider.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByRole('group', { name: 'Draft: Value' }).getByText('value 3', { exact: true }).waitFor();
    expect(await executions()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.locator('[data-outcome="success"]').waitFor();
    await expectValue(page, 'std.slider/value', '3');
    expect(await executions()).toHaveLength(1);
  });

  it('when a slider is dragged, then letting go proposes one value', async () => {
    const { page, executions } = await openPanels();
    const box = await page.getByRole('slider', { name: 'Value' }).first().boundingBox();
    if (!box) throw new Error('the slider is not there');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + 8, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, y, { steps: 4 });
    await page.mouse.move(box.x + box.width / 2, y, { steps: 4 });
    expect(await executions()).toEqual([]);
    await page.mouse.up();
    await page.locator('[data-outcome="success"]').waitFor();
    expect(await executions()).toHaveLength(1);
  });

  it('when the policy holds an edit, then it says so with the way to the request, and the value waits', async () => {
    const { page, projectId } = await openPanels();
    const rules = [{ id: 'ask', effect: 'require_approval', actions: ['demo.*'], message: 'An admin looks at counters.' }];
    expectData(await admin.put(`/projects/${projectId}/policy`, { rules }));
    await control(page, 'demo.counter/value').fill('5');
    await control(page, 'demo.counter/value').press('Enter');
    await page.locator('[data-outcome="pending_approval"]').getByRole('link', { name: 'Open the request' }).waitFor();
    await expectValue(page, 'demo.counter/value', '0');
  });

  it('when somebody may only look, then there is nothing to edit and the values are there', async () => {
    const { projectId, run } = await openPanels();
    await run('demo.counter.set', { value: 1234 });
    const { page, go } = await openAsMember(browser, { admin, projectId, role: 'viewer' });
    await go('/panels');
    await page.locator('[data-bound="demo.counter/value"]').getByText('1,234').waitFor();
    await page.getByText('Your role may look.').waitFor();
    expect(await page.locator('[data-bound]').locator('input, select, textarea').count()).toBe(0);
  });

  it('when one panel is chosen, then its address shows it alone, and its JSON is there on demand', async () => {
    const { page } = await openPanels();
    await page.getByRole('navigation', { name: 'Panels' }).getByRole('link', { name: 'Slider' }).click();
    await page.waitForURL(/\/panels\/std\.slider$/);
    await panel(page, 'Counter').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'JSON of Slider' }).click();
    await page.getByRole('region', { name: 'JSON of Slider' }).getByText('"max"').waitFor();
  });

  it.each(['light', 'dark'] as const)('when the page is read in %s, then nothing stands in the way and it breaks no policy of its own', async (scheme) => {
    const { page, window, run, go } = await openPanels(scheme);
    const complained = complaints(window);
    await run('std.status_indicator.update', { status: 'warning', message: 'Nearly full' });
    await expectValue(page, 'std.status_indicator/status', 'warning');
    await control(page, 'demo.counter/value').fill('12');
    await page.getByRole('group', { name: 'Draft: Value' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await go('/panels/std.status_indicator');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectValue(page, 'std.status_indicator/status', 'warning');
    expect(await barriers(page)).toEqual([]);
    expect(complained).toEqual([]);
  });
});
