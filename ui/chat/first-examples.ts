import type { ActionSummary } from '../../contract/registry.ts';

const MOST_COMPONENTS = 3;

/** Harmless examples by component, those with the most to do first. */
function perComponent(actions: readonly ActionSummary[]): string[][] {
  const found = new Map<string, string[]>();
  for (const { targets, examples, risk, confirmation } of actions) {
    const [example] = examples;
    const [target = ''] = targets;
    const known = found.get(target) ?? [];
    if (example && risk === 'low' && !confirmation && !known.includes(example)) found.set(target, [...known, example]);
  }
  return [...found.values()].toSorted((one, other) => other.length - one.length);
}

/** What to try first: one thing for each of a few components, and two things in one message, which is a plan. */
export function firstExamples(actions: readonly ActionSummary[]): string[] {
  const components = perComponent(actions);
  const singles = components.slice(0, MOST_COMPONENTS).flatMap(([first]) => first ?? []);
  const two = components.find(({ length }) => length > 1);
  return two ? [...singles, two.slice(0, 2).join(', then ')] : singles;
}
