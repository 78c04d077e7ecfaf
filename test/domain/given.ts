import { createHash, createHmac } from 'node:crypto';
import type { Policy } from '../../contract/policy.ts';
import type { ActionDeclaration, Components } from '../../domain/action.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { ComponentDeclaration } from '../../domain/component.ts';
import type { Condition } from '../../domain/condition.ts';
import type { Gathering } from '../../domain/execution/gather.ts';
import type { Head } from '../../domain/execution/head.ts';
import type { Caller, Facts } from '../../domain/facts.ts';
import { createFootprints } from '../../domain/footprint.ts';
import { compileRulebook } from '../../domain/policy/rulebook.ts';

/** What the tests of the rules start from: a lamp that can be dimmed, and everything around it in order. */
export const NOON = Date.UTC(2026, 5, 15, 12);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const mac = (text: string): string => createHmac('sha256', 'test').update(text).digest('hex');

export function condition(change: Partial<Condition> = {}): Condition {
  return { id: 'holds', description: 'it holds', reads: ['lamp'], statePaths: [['lamp']], readsInputs: false, literals: [], holds: () => true, ...change };
}

export function component(change: Partial<ComponentDeclaration> = {}): ComponentDeclaration {
  return { id: 'lamp', title: 'Lamp', stateSchema: { type: 'object' }, initialState: { level: 0 }, invariants: [], checkState: () => [], ...change };
}

export function action(change: Partial<ActionDeclaration> = {}): ActionDeclaration {
  return {
    id: 'lamp.dim',
    version: 1,
    title: 'Dim the lamp',
    description: 'Sets the level.',
    examples: [],
    targets: ['lamp'],
    risk: 'low',
    visibility: 'user',
    confirmation: false,
    fixedCost: 1,
    cost: () => 1,
    inputSchema: { type: 'object', properties: { level: { type: 'integer' } } },
    checkInputs: (inputs) => ({ ok: true, inputs }),
    preconditions: [],
    handle: ({ inputs }) => [{ path: ['lamp', 'level'], value: inputs.level ?? 0 }],
    effects: () => [],
    ...change,
  };
}

export function caller(change: Partial<Caller> = {}): Caller {
  return { userId: 'u1', role: 'admin', email: null, name: null, organization: null, claims: {}, ...change };
}

export function facts(change: Partial<Facts> = {}): Facts {
  return {
    now: NOON,
    project: { status: 'active' },
    isBroken: false,
    caller: caller(),
    intent: { actionId: 'lamp.dim', inputs: { level: 3 }, mode: 'assisted', confirmed: false },
    action: action(),
    state: { lamp: { level: 0 } },
    policy: {},
    rulebook: compileRulebook(change.policy ?? {}),
    isGranted: false,
    usage: { rate: {}, succeededToday: 0, spentToday: 0, actionSpentToday: {} },
    engine: { requireConfirmation: true },
    elapsed: () => 0,
    ...change,
  };
}

export function catalog(actions: readonly ActionDeclaration[] = [action()], components: readonly ComponentDeclaration[] = [component()]): Catalog {
  const byId = new Map<string, ActionDeclaration[]>();
  for (const one of [...actions].sort((left, right) => right.version - left.version)) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return { components: new Map(components.map((one) => [one.id, one])), actions: byId, layouts: [], houseRule: null, digest: 'digest' };
}

export function head(change: Partial<Head> = {}): Head {
  return {
    ...{ projectId: 'p1', status: 'active', isBroken: false, policyVersion: 1, version: 0, at: NOON - 1_000, chainSeq: 0, chainHash: '' },
    ...{ eventSeq: 0, rateSeq: 0, ledgerSeq: 0, spentTotal: 0, successTotal: 0 },
    ...change,
  };
}

export function gathering(change: Partial<Gathering> & { policy?: Policy } = {}): Gathering {
  const known = change.catalog ?? catalog();
  return {
    catalog: known,
    footprint: createFootprints(known),
    dayStart: (now) => now - (now % 86_400_000),
    policy: {},
    rulebook: compileRulebook(change.policy ?? {}),
    head: head(),
    actionIds: ['lamp.dim'],
    now: NOON,
    ...change,
  };
}

/** The same numbers for the same seed, from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const frozen = (state: Components): Components => deepFreeze(structuredClone(state));

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
