import type { Fact } from '../../contract/memory.ts';
import { fitLines, type BlockLimits, type BlockLines } from './quote-block.ts';

const LIMITS: BlockLimits = { entries: 200, characters: 24_000, perEntry: 4_000 };

/** The facts as a prompt tells them: the ones saved last, as many as fit. */
export function fitFacts(facts: readonly Fact[]): BlockLines {
  return fitLines(newestFirst(facts).map(({ key, value, updatedAt }) => ({ key, value, updatedAt })), LIMITS);
}

/** The keys of the facts that a prompt tells; the rest did not fit. */
export function listToldFacts(facts: readonly Fact[]): string[] {
  const sorted = newestFirst(facts);
  return fitFacts(facts).lines.flatMap(({ at }) => sorted[at]?.key ?? []);
}

const newestFirst = (facts: readonly Fact[]): Fact[] => facts.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
