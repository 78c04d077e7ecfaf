import type { ComponentDeclaration } from '../domain/component.ts';
import type { Condition } from '../domain/condition.ts';
import { READS_EVERYTHING } from '../domain/expression/condition.ts';
import { PackError } from './pack-error.ts';

/** Throws PackError when two conditions of one list share an id, or when one reads a component that nobody declares. */
export function assertConditions(
  file: string,
  path: string,
  conditions: readonly Condition[],
  components: ReadonlyMap<string, ComponentDeclaration>,
): void {
  for (const [index, { id, reads }] of conditions.entries()) {
    if (conditions.findIndex((other) => other.id === id) !== index) throw new PackError(file, `${path}/${index}/id`, `the id '${id}' is used twice`);
    const unknown = reads.find((componentId) => componentId !== READS_EVERYTHING && !components.has(componentId));
    if (unknown !== undefined) throw new PackError(file, `${path}/${index}/check`, `it reads the component '${unknown}', which is not declared`);
  }
}
