import type { JsonObject } from '../../contract/json.ts';

const anything = {};
const object = (properties: JsonObject, required: string[] = []): JsonObject => ({ type: 'object', additionalProperties: false, properties, required });
const val = (...path: string[]) => ({ val: path });

/** A tank with a note, a valve whose invariant spans both, costs that depend on inputs, an effect, a secret, and a reset that asks. */
export const tankPack: JsonObject = {
  pack: 'tank',
  components: [
    {
      ...{ id: 'tank', title: 'Tank', initialState: { level: 0, note: null } },
      stateSchema: { type: 'object', required: ['level', 'note'], properties: { level: { type: 'number' }, note: {} } },
      invariants: [{ id: 'not-overfull', description: 'the level stays below 1000', check: { '<': [val('state', 'tank', 'level'), 1_000] } }],
    },
    {
      ...{ id: 'valve', title: 'Valve', initialState: { open: false } },
      stateSchema: object({ open: { type: 'boolean' } }, ['open']),
      invariants: [
        { id: 'no-open-empty', description: 'an open valve has water', check: { or: [{ '!': val('state', 'valve', 'open') }, { '>': [val('state', 'tank', 'level'), 0] }] } },
      ],
    },
  ],
  actions: [
    {
      ...{ id: 'tank.fill', title: 'Fill the tank', targets: ['tank'], risk: 'low', cost: val('inputs', 'litres') },
      inputSchema: object({ litres: { type: 'number', default: 1, minimum: 0 } }),
      changes: [{ path: ['tank', 'level'], value: { '+': [val('state', 'tank', 'level'), val('inputs', 'litres')] } }],
    },
    {
      ...{ id: 'tank.note', title: 'Write on the tank', targets: ['tank'], risk: 'low', cost: 1 },
      inputSchema: object({ note: anything }, ['note']),
      changes: [{ path: ['tank', 'note'], value: val('inputs', 'note') }],
    },
    {
      ...{ id: 'tank.pump', title: 'Pump', targets: ['tank'], risk: 'medium', cost: 2 },
      inputSchema: object({ litres: { type: 'number' }, pin: { type: 'string', sensitive: true } }, ['litres']),
      changes: [{ path: ['tank', 'level'], value: val('inputs', 'litres') }],
      effects: [
        { kind: 'http', request: { method: 'POST', url: 'https://pump.example/start', json: { litres: '{{ inputs.litres }}' } } },
        { kind: 'http', request: { method: 'POST', url: 'https://log.example/' } },
      ],
    },
    {
      ...{ id: 'tank.empty', title: 'Empty the tank', examples: ['empty the tank'], targets: ['tank'], risk: 'medium', confirmation: true, cost: 1 },
      inputSchema: object({}),
      changes: [{ path: ['tank', 'level'], value: 0 }],
    },
    {
      ...{ id: 'valve.open', title: 'Open the valve', targets: ['valve'], risk: 'low', cost: 0 },
      inputSchema: object({}),
      changes: [{ path: ['valve', 'open'], value: true }],
    },
  ],
};
