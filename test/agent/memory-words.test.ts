import { describe, expect, it } from '@jest/globals';
import { createOfflineInterpreter } from '../../agent/offline/offline-interpreter.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { createRegistryViews } from '../../registry/view.ts';

const catalog = loadCatalog([], sha256Hex);
const { actions } = createRegistryViews(catalog)('operator');
const interpreter = createOfflineInterpreter();
const hear = (message: string) => interpreter.interpret({ message, actions, question: null, answer: null });

describe('words that speak of memory', () => {
  it.each([
    ['remember that my site is Hamburg', 'site', 'Hamburg'],
    ['remember that my site is Hamburg.', 'site', 'Hamburg'],
    ['remember "site" as "Hamburg"', 'site', 'Hamburg'],
    ['please remember site = Hamburg Altona', 'site', 'Hamburg Altona'],
    ['remember my favourite colour: dark blue', 'favourite_colour', 'dark blue'],
    ['remember key "shift" = "nights"', 'shift', 'nights'],
    ['note that my limit is 42', 'limit', 42],
    ['remember sites = ["Hamburg", "Kiel"]', 'sites', ['Hamburg', 'Kiel']],
    ['memory.remember key=site value=Hamburg', 'site', 'Hamburg'],
  ])('when %s is said, then it is remembered under %s', async (message, key, value) => {
    expect(await hear(message)).toEqual({ kind: 'intent', step: { actionId: 'memory.remember', inputs: { key, value } } });
  });

  it.each(['forget "site"', 'forget the fact "site"', 'memory.forget key=site'])('when %s is said, then it is forgotten', async (message) => {
    expect(await hear(message)).toEqual({ kind: 'intent', step: { actionId: 'memory.forget', inputs: { key: 'site' } } });
  });

  it.each([
    ['remember Hamburg', ['key', 'value']],
    ['remember a fact', ['key', 'value']],
    ['forget my site', ['key']],
  ])('when %s is said, then it is asked for what is unclear', async (message, missing) => {
    const proposal = await hear(message);
    expect(proposal).toMatchObject({ kind: 'question', missing: missing.map((name) => ({ name })) });
  });

  it('when something is not to be done, then it is not remembered', async () => {
    expect(await hear('do not remember that my site is Hamburg')).toMatchObject({ kind: 'nothing' });
  });
});
