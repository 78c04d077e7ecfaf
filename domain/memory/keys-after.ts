import type { FactChange, FactKeys } from './fact-change.ts';

/** The keys of everybody's facts once one of them has changed. */
export function keysAfter(before: FactKeys | undefined, change: FactChange): FactKeys {
  const others = (before?.[change.userId] ?? []).filter((key) => key !== change.key);
  return { ...before, [change.userId]: 'forget' in change ? others : [...others, change.key] };
}
