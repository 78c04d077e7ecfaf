import type { Operator } from './operator.ts';
import { access } from './operators/access.ts';
import { arithmetic } from './operators/arithmetic.ts';
import { comparison } from './operators/comparison.ts';
import { iteration } from './operators/iteration.ts';
import { list } from './operators/list.ts';
import { logic } from './operators/logic.ts';
import { preserve } from './operators/preserve.ts';
import { text } from './operators/text.ts';

/** The closed list: what is not in it does not exist. A Map, so that no inherited name is found. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({ ...access, ...logic, ...comparison, ...arithmetic, ...text, ...list, ...iteration, preserve }),
);
