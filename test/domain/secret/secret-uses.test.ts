import { describe, expect, it } from '@jest/globals';
import { secretUses } from '../../../domain/secret/secret-uses.ts';
import { loadCatalog } from '../../../registry/load-catalog.ts';

const effect = (secret: string) => `{kind: http, request: {method: POST, url: "https://plant.example/x"}${secret}}`;

const PACK = `
pack: plant
components:
  - {id: plant.pump, title: Pump, stateSchema: {type: object}, initialState: {}}
actions:
  - {id: plant.start, title: Start, risk: low, targets: [plant.pump], inputSchema: {type: object}, effects: [${effect(', secret: plant_api')}, ${effect('')}, ${effect(', secret: pager_api')}]}
  - {id: plant.start, version: 2, title: Start, risk: low, targets: [plant.pump], inputSchema: {type: object}, effects: [${effect(', secret: plant_api')}]}
`;

describe('secretUses', () => {
  it('when effects name secrets, then each is listed with every version and effect that names it', () => {
    const catalog = loadCatalog([{ file: 'plant.yaml', text: PACK }], (text) => text);
    expect(Object.fromEntries(secretUses(catalog))).toEqual({
      plant_api: [{ actionId: 'plant.start@v2', effect: 0 }, { actionId: 'plant.start@v1', effect: 0 }],
      pager_api: [{ actionId: 'plant.start@v1', effect: 2 }],
    });
  });

  it.each(['Plant', 'plant-api', '9lives', '', 'x'.repeat(65)])('when a pack names the secret %j, then it is not loaded, and the place is told', (name) => {
    const text = PACK.replaceAll('secret: plant_api', `secret: ${JSON.stringify(name)}`);
    expect(() => loadCatalog([{ file: 'plant.yaml', text }], (source) => source)).toThrow(/plant\.yaml at \/actions\/0\/effects\/0\/secret: expected a lower-case letter/);
  });
});
