import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { ProposedStep } from '../../contract/proposal.ts';
import { createOfflineInterpreter } from '../../agent/offline/offline-interpreter.ts';
import { readPackFiles } from '../../platform/files.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { viewRegistry } from '../../registry/view.ts';
import { sha256 } from '../registry/catalog-of.ts';
import { actionSummary } from './fixture-actions.ts';
import { inOneLine, propose } from './propose.ts';

const { actions } = viewRegistry(loadCatalog(readPackFiles(join(import.meta.dirname, '../../packs')), sha256), 'admin');
const interpreter = createOfflineInterpreter();

async function hear(message: string, ...last: ProposedStep[]): Promise<string> {
  return inOneLine(await interpreter.interpret({ message, actions, question: null, answer: null, last }));
}

it.each([
  'disabled dark mode',
  'dark mode disabled',
  'closed the inlet valve',
  'held 20 bolts at south',
  'sold 20 bolts at south',
  'reserve 10 boots at north',
  'clone the release window',
  'stare at pump 1',
  'skip the tests of search',
])('when a word is one edit from another but a word of its own, as in %j, then nothing runs', async (message) => {
  expect(await hear(message)).toMatch(/^(?:\?|nothing)/u);
});

it.each([
  ['text', 'set the text to helo wrld', 'std.text_input.set {"value":"helo wrld"}'],
  ['text of known words', 'set the text to recieve bolts', 'std.text_input.set {"value":"recieve bolts"}'],
  ['text with an ordinal', 'set the text to the second pump', 'std.text_input.set {"value":"the second pump"}'],
  ['quoted text', 'open an incident "pupm 1 is lowd"', 'incidents.open {"title":"pupm 1 is lowd"}'],
])('when what looks like an error is %s, then it stays as it is', async (_what, message, expected) => {
  expect(await hear(message)).toBe(expected);
});

it('when two values differ by one letter, then a third spelling is asked about', async () => {
  const twins = [actionSummary('lab.probe.heat', { title: 'Heat a probe', examples: [], targets: ['lab.probe'], inputs: { probe: { type: 'string', enum: ['carbon', 'carton'] } }, required: ['probe'] })];
  expect(inOneLine(await propose('heat carbon', twins))).toBe('lab.probe.heat {"probe":"carbon"}');
  expect(inOneLine(await propose('heat cabron', twins))).toMatch(/^\?/u);
});

it.each([
  'assign incident 2 to ana and bo',
  'set the severity of incident 3 to low and high',
  'transfer 30 bolts from north to south and north',
  'set the counter to 5 and 6',
  'revert to version 3 and 5',
  'set the status to busy and ok',
  'acknowledge incident 1 or 2',
  'open the inlet, outlet or drain',
  'reorder bolts, bearings and screws',
])('when a list gives one thing several values, or is not all known, as in %j, then nothing runs', async (message) => {
  expect(await hear(message)).toMatch(/^(?:\?|nothing)/u);
});

it.each([
  'set the counter to 5 minutes',
  'set the slider to 5 degrees',
  'start pump 1 in 10 seconds',
  'start pump 1 for 5 minutes',
  'set the temperature to 150 °F',
  'lower the tank pressure by 1 bar',
  'slow pump 1 down by 600 rpm',
  'ramp payments up by 10 percent',
  'receive forty-ish bolts at north',
])('when a number means something else than the input, as in %j, then nothing runs', async (message) => {
  expect(await hear(message)).toMatch(/^(?:\?|nothing)/u);
});

it.each(['incident 2 is open', 'incident 2 was resolved', 'the drain is open', 'the release window is closed', 'dark mode is at 20%'])(
  'when %j tells how things are, then nothing runs',
  async (message) => {
    expect(await hear(message)).toMatch(/^(?:\?|nothing)/u);
  },
);

const started = { actionId: 'plant.start_pump@v2', inputs: { pump: 'pump_2' } };
const disabled = { actionId: 'flags.disable', inputs: { flag: 'dark_mode' } };

it.each([
  ['stop it', started, 'plant.stop_pump {"pump":"pump_2"}'],
  ['turn it off', started, 'plant.stop_pump {"pump":"pump_2"}'],
  ['set it to 5', { actionId: 'demo.counter.set', inputs: { value: 1 } }, 'demo.counter.set {"value":5}'],
  ['turn it back on', disabled, 'flags.enable {"flag":"dark_mode"}'],
  ['close it', { actionId: 'incidents.assign', inputs: { number: 2, assignee: 'bo' } }, 'incidents.resolve {"number":2}'],
  ['reserve it', { actionId: 'inventory.receive', inputs: { site: 'north', item: 'bolts', quantity: 40 } }, '?? quantity'],
])('when %j follows what ran last, then it is about the same thing', async (message, last, expected) => {
  expect(await hear(message, last)).toBe(expected);
});

it.each([
  ['kill it', disabled],
  ['freeze it', started],
  ['stop', started],
  ['stop it', { actionId: 'plant.open_valve', inputs: { valve: 'drain' } }],
  ['stop it', { actionId: 'gone.action', inputs: {} }],
])('when %j cannot be about what ran last, then nothing runs', async (message, last) => {
  expect(await hear(message, last)).toMatch(/^(?:\?|nothing)/u);
});

it.each(['never mind', 'Forget it.', 'cancel that, please', 'ok, scratch that'])('when %j is all that is said, then nothing runs, and it says so', async (message) => {
  const last = [started];
  expect(await interpreter.interpret({ message, actions, question: null, answer: null, last })).toEqual({ kind: 'nothing', text: 'Nothing was done.' });
});
