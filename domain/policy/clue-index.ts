import type { Json, JsonObject } from '../../contract/json.ts';
import { readPath, type Step, stepsOf } from '../expression/read-path.ts';
import { type Clue, isGiven, type Wanted } from './rule-clues.ts';

type Telling = { readonly clues: readonly Clue[] | null };

/** Many rules, of which few can hold at a time. */
export type ClueIndex<Rule> = {
  readonly isEmpty: boolean;
  readonly possible: (context: JsonObject) => readonly Rule[];
};

/**
 * Finds, of many rules, those that can hold in a context or err there, in their order. It reads each path once, however
 * many rules look at it, so that the work grows with the paths and not with the rules.
 */
export function createClueIndex<Rule extends Telling>(rules: readonly Rule[]): ClueIndex<Rule> {
  const always = rules.filter(({ clues }) => clues === null);
  const paths = groupByPath(rules);
  return {
    isEmpty: always.length === 0 && paths.length === 0,
    possible: (context) => {
      const found = new Set<number>();
      for (const { steps, ask } of paths) ask(readPath(context, steps) ?? null, found);
      return found.size === 0 ? always : rules.filter(({ clues }, place) => clues === null || found.has(place));
    },
  };
}

/** The same rules where it is known what will be at one path: a clue there is given for good, or never. */
export function knowing<Rule extends Telling>(rules: readonly Rule[], path: readonly string[], value: Json): Rule[] {
  const isThere = (clue: Clue) => clue.path.length === path.length && clue.path.every((segment, index) => segment === path[index]);
  return rules.map((rule) => {
    const isSure = rule.clues?.some((clue) => isThere(clue) && isGiven(clue.wanted, value)) ?? true;
    return { ...rule, clues: isSure ? null : (rule.clues ?? []).filter((clue) => !isThere(clue)) };
  });
}

type Placed = { readonly place: number; readonly wanted: Wanted };

/** Adds the places of the rules for which a value gives a clue. */
type Ask = (value: Json, found: Set<number>) => void;

function groupByPath(rules: readonly Telling[]): { steps: readonly Step[]; ask: Ask }[] {
  const groups = new Map<string, { path: readonly string[]; placed: Placed[] }>();
  rules.forEach(({ clues }, place) => {
    for (const { path, wanted } of clues ?? []) {
      const name = JSON.stringify(path);
      const group = groups.get(name) ?? { path, placed: [] };
      group.placed.push({ place, wanted });
      groups.set(name, group);
    }
  });
  return [...groups.values()].map(({ path, placed }) => ({ steps: stepsOf(path), ask: askAll(placed) }));
}

/** Listed values are looked up; a bound is looked at only where the nearest one of all is passed. */
function askAll(placed: readonly Placed[]): Ask {
  const listed = listedOf(placed);
  const of = (...kinds: Wanted['is'][]) => placed.filter(({ wanted }) => kinds.includes(wanted.is));
  const [above, below, others] = [of('above'), of('below'), of('equal', 'beginning')];
  const lowest = boundsOf(above).reduce((least, bound) => Math.min(least, bound), Infinity);
  const highest = boundsOf(below).reduce((most, bound) => Math.max(most, bound), -Infinity);
  return (value, found) => {
    for (const place of listed.get(value) ?? NONE) found.add(place);
    if (typeof value !== 'number' || value >= lowest) addGiven(above, value, found);
    if (typeof value !== 'number' || value <= highest) addGiven(below, value, found);
    addGiven(others, value, found);
  };
}

const NONE: readonly number[] = [];

function addGiven(placed: readonly Placed[], value: Json, found: Set<number>): void {
  for (const { place, wanted } of placed) if (isGiven(wanted, value)) found.add(place);
}

const boundsOf = (placed: readonly Placed[]): number[] => placed.flatMap(({ wanted }) => (wanted.is === 'above' || wanted.is === 'below' ? [wanted.bound] : []));

function listedOf(placed: readonly Placed[]): ReadonlyMap<Json, readonly number[]> {
  const listed = new Map<Json, number[]>();
  for (const { place, wanted } of placed) {
    if (wanted.is !== 'among') continue;
    for (const value of wanted.values) {
      const places = listed.get(value) ?? [];
      places.push(place);
      listed.set(value, places);
    }
  }
  return listed;
}
