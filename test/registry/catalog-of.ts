import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { JsonObject } from '../../contract/json.ts';
import type { Catalog } from '../../domain/catalog.ts';
import { loadCatalog } from '../../registry/load-catalog.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The catalog of the built-ins and of packs that are written as values; each is `pack-<n>.yaml`. */
export function catalogOf(...packs: JsonObject[]): Catalog {
  return loadCatalog(packs.map((pack, index) => ({ file: `pack-${index + 1}.yaml`, text: stringify(pack) })), sha256);
}

export function initialStates(catalog: Catalog): { [componentId: string]: JsonObject } {
  return Object.fromEntries([...catalog.components].map(([id, { initialState }]) => [id, initialState]));
}

/** A pack with one component and one action; parts of either can be replaced. */
export function pumpPack(change: { component?: JsonObject; action?: JsonObject; pack?: JsonObject } = {}): JsonObject {
  const component = {
    id: 'plant.pump',
    title: 'Pump',
    stateSchema: {
      type: 'object',
      required: ['on', 'rpm'],
      additionalProperties: false,
      properties: { on: { type: 'boolean' }, rpm: { type: 'integer' } },
    },
    initialState: { on: false, rpm: 0 },
    invariants: [{ id: 'rpm-bounded', description: 'rpm stays within 0..3000', check: { '<=': [0, { val: ['state', 'plant.pump', 'rpm'] }, 3000] } }],
    ...change.component,
  };
  const action = {
    id: 'plant.pump.start',
    title: 'Start the pump',
    targets: ['plant.pump'],
    inputSchema: { type: 'object', required: ['rpm'], additionalProperties: false, properties: { rpm: { type: 'integer', default: 1000 } } },
    risk: 'medium',
    preconditions: [{ id: 'is-off', description: 'the pump is off', check: { '!': { val: ['state', 'plant.pump', 'on'] } } }],
    changes: [
      { path: ['plant.pump', 'on'], value: true },
      { path: ['plant.pump', 'rpm'], value: { val: ['inputs', 'rpm'] } },
    ],
    ...change.action,
  };
  return { pack: 'plant', components: [component], actions: [action], ...change.pack };
}
