import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../contract/json.ts';
import type { ActionDeclaration } from '../../../domain/action.ts';
import type { Catalog } from '../../../domain/catalog.ts';
import { compileCondition } from '../../../domain/expression/condition.ts';
import { action, catalog, component, seeded } from '../given.ts';
import { type Step, tryOn } from './stage.ts';

const LEVELS = 4;
const SEEDS = 80;

/** A few components with a level each, and actions that set or raise one where others stand as they need. */
function randomRegistry(seed: number): Catalog {
  const random = seeded(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const ids = Array.from({ length: 2 + below(3) }, (_, at) => `c${at}`);
  const pick = (): string => ids[below(ids.length)] ?? 'c0';
  const need = (at: number) => {
    const check: Json = { [below(2) === 0 ? '>=' : '==']: [{ val: ['state', pick(), 'level'] }, below(LEVELS)] };
    return compileCondition({ id: `need-${at}`, description: 'a level is as it must be', check });
  };
  const act = (at: number): ActionDeclaration => {
    const [target, level, isRaise] = [pick(), below(LEVELS), below(2) === 0];
    const given = (inputs: Record<string, Json>, known: number) => Number(inputs['by'] ?? known);
    return action({
      ...{ id: `act.n${at}`, title: `Act ${at}`, targets: [target], cost: () => at % 3, preconditions: Array.from({ length: below(3) }, (_, each) => need(each)) },
      inputSchema: { type: 'object', properties: isRaise ? { by: { type: 'integer', enum: [1, 2], default: 1 } } : {} },
      handle: ({ state, inputs }) => [{ path: [target, 'level'], value: isRaise ? Number(state[target]?.level) + given(inputs, 1) : level }],
    });
  };
  return catalog(Array.from({ length: 3 + below(6) }, (_, at) => act(at)), ids.map((id) => component({ id, initialState: { level: 0 } })));
}

describe('random registries', () => {
  it('when something is suggested, then every step of it succeeds, and the intent after them; when nothing is, then no single step would do', () => {
    const counts = { suggested: 0, several: 0, nothing: 0 };
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const registry = randomRegistry(seed);
      const asked = { actionId: 'act.n0', inputs: {} };
      const { outcome } = tryOn(registry, asked);
      if (outcome.status === 'success') continue;
      const suggestion = outcome.error?.suggestion;
      if (suggestion) {
        counts.suggested += 1;
        if (suggestion.steps.length > 1) counts.several += 1;
        expect({ seed, ...tryOn(registry, asked, suggestion.steps) }).toMatchObject({ seed, ranUpTo: null, outcome: { status: 'success' } });
        expect(tryOn(registry, asked).outcome.error?.suggestion).toEqual(suggestion);
      } else {
        counts.nothing += 1;
        const singles: Step[] = [...registry.actions.keys()].flatMap((actionId): Step[] => [{ actionId, inputs: {} }, { actionId, inputs: { by: 2 } }]);
        for (const single of singles) expect({ seed, single, status: tryOn(registry, asked, [single]).outcome.status }).toMatchObject({ status: 'rejected' });
      }
    }
    expect(counts.suggested).toBeGreaterThan(10);
    expect(counts.several).toBeGreaterThan(2);
    expect(counts.nothing).toBeGreaterThan(5);
  });
});
