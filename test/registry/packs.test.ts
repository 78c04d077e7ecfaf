import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { Json, JsonObject } from '../../contract/json.ts';
import { resolveAction } from '../../domain/catalog.ts';
import { apply } from '../../domain/execution/apply.ts';
import { footprintOf } from '../../domain/footprint.ts';
import { applyChanges } from '../../domain/state/patch.ts';
import { segmentsOf } from '../../domain/state/pointer.ts';
import { readPackFiles } from '../../platform/files.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';
import { initialStates, sha256 } from './catalog-of.ts';

const PACKS = join(import.meta.dirname, '../../packs');

const Values = z.record(z.string(), Json);
const Case = z.strictObject({
  name: z.string(),
  action: z.string(),
  state: Values.default({}),
  inputs: JsonObject,
  expect: z.strictObject({ diff: Values, cost: z.number(), refused: z.string(), broken: z.string(), invalid: z.string() }).partial(),
});
type Case = z.infer<typeof Case>;
const Cases = z.strictObject({ cases: z.array(Case).min(1) });

const catalog = loadCatalog(readPackFiles(PACKS), sha256);

/** What the pack makes of a case, in the words of the cases file. */
function outcomeOf({ action: actionId, state: values, inputs: given }: Case): Case['expect'] {
  const action = resolveAction(catalog, actionId);
  if (!action) throw new Error(`${actionId} is not declared`);
  const checked = action.checkInputs(given);
  if (!checked.ok) return { invalid: checked.issues[0]?.path };
  const { inputs } = checked;
  const changes = Object.entries(values).map(([path, value]) => ({ path: segmentsOf(path), value }));
  const { components: state } = applyChanges(initialStates(catalog), changes);
  const refused = action.preconditions.find((condition) => !condition.holds({ state, inputs }));
  if (refused) return { refused: refused.id };
  const applied = apply(action, footprintOf(catalog, action), state, inputs);
  if (!applied.ok) return { broken: applied.breach.rule };
  return { diff: Object.fromEntries(applied.diff.map(({ path, value }) => [path, value ?? null])), cost: action.cost(inputs) };
}

describe.each(readdirSync(PACKS).filter((name) => name.endsWith('.cases.yaml')))('%s', (file) => {
  const { cases } = Cases.parse(parse(readFileSync(join(PACKS, file), 'utf8')));

  it.each(cases.map((each) => [each.name, each] as const))('when %s, then the pack answers so', (_name, each) => {
    expect(outcomeOf(each)).toMatchObject(each.expect);
    if (each.expect.diff) expect(outcomeOf(each).diff).toEqual(each.expect.diff);
  });
});

describe('the packs of the house', () => {
  it('when a pack stands in packs, then its cases stand beside it', () => {
    const names = readdirSync(PACKS);
    expect(readPackFiles(PACKS).map(({ file }) => file.replace('.yaml', '.cases.yaml')).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('when packs are listed, then their cases are not among them', () => {
    expect(readPackFiles(PACKS).map(({ file }) => file)).toEqual(['feature-flags.yaml', 'incidents.yaml', 'inventory.yaml', 'plant.yaml', 'releases.yaml']);
  });
});
