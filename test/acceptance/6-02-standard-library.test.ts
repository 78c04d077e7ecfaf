import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openAsOperator } from '../browser/operator.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Widget } from '../../contract/layout.ts';
import type { RegistryView } from '../../contract/registry.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  stage = await openStage();
  browser = await launchChromium();
});
afterAll(() => browser.close());

const kinds = ({ widget, children = [] }: Widget): string[] => [widget, ...children.flatMap(kinds)];

describe('6.2 the standard library', () => {
  it.each([
    ['the text input takes a text', 'std.text_input.set', { value: 'hello' }, '/std.text_input/value', 'hello'],
    ['the slider takes a value in its range', 'std.slider.set', { value: 12.5 }, '/std.slider/value', 12.5],
    ['the status indicator takes a status and leaves its message', 'std.status_indicator.update', { status: 'busy' }, '/std.status_indicator/status', 'busy'],
  ])('when %s, then that is the one change', async (_what, actionId, inputs, path, value) => {
    expect(await stage.admin.run({ actionId, inputs })).toMatchObject({ status: 'success', diff: [{ op: 'replace', path, value }] });
  });

  it.each([
    ['above', 101],
    ['below', -1],
  ])('when the slider is moved %s its range, then its invariant fails and the state stays', async (_where, value) => {
    const before = await stage.state();
    expect(await stage.admin.run({ actionId: 'std.slider.set', inputs: { value } })).toMatchObject({ status: 'failed', error: { code: 'invariant_violation', rule: 'value-in-range' }, diff: [] });
    expect((await stage.state()).version).toBe(before.version);
  });

  it('when a status is unknown, then the schema refuses it', async () => {
    expect(await stage.admin.run({ actionId: 'std.status_indicator.update', inputs: { status: 'sleepy' } })).toMatchObject({ status: 'rejected', error: { code: 'input_invalid' } });
  });

  it('when the registry is read, then the layouts of the library and of the packs use the widgets that it names', async () => {
    const { layouts } = expectData(await stage.admin.session.get<RegistryView>(stage.at('/registry')));
    expect(layouts.map(({ layoutId }) => layoutId)).toEqual(expect.arrayContaining(['std.text_input', 'std.slider', 'std.status_indicator', 'demo.counter']));
    expect(layouts.flatMap(({ root }) => kinds(root))).toEqual(expect.arrayContaining(['column', 'card', 'text', 'slider', 'number', 'checkbox', 'select', 'status']));
  });

  it('when the page draws them, then each widget is there by its name and bound to its value', async () => {
    const { page, go, run } = await openAsOperator(browser, stage.house.adminSession);
    await run('std.text_input.set', { value: 'hello' });
    await go('/panels');
    await page.getByRole('textbox', { name: 'Text', exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('hello');
    expect(await page.getByRole('region', { name: 'Slider', exact: true }).getByRole('slider', { name: 'Value', exact: true }).inputValue()).toBe('0');
    expect(await page.getByRole('combobox', { name: 'Status', exact: true }).inputValue()).toBe('0');
    await page.locator('[data-bound="std.status_indicator/status"]').first().getByText('idle').waitFor();
  });
});
