import type { PackChange } from '../../contract/pack.ts';
import type { Change, Given } from '../../domain/action.ts';
import { compileExpression } from '../../domain/expression/compile.ts';
import { isHostileName } from '../../domain/expression/hostile-name.ts';
import { PackError } from '../pack-error.ts';
import { refuseAs } from '../refuse-as.ts';

/** The handler of a pack's action: every expression sees the state before the action. Throws PackError on a change outside the targets. */
export function compileChanges(
  file: string,
  path: string,
  changes: readonly PackChange[],
  targets: readonly string[],
): (given: Given) => Change[] {
  const compiled = changes.map((change, index) => {
    assertPath(file, `${path}/${index}/path`, change.path, targets);
    return compileChange(file, `${path}/${index}/value`, change);
  });
  return (given) => compiled.map((change) => change(given));
}

function compileChange(file: string, path: string, change: PackChange): (given: Given) => Change {
  if ('remove' in change) return () => change;
  const value = refuseAs(file, path, () => compileExpression(change.value));
  return ({ state, inputs }) => ({ path: change.path, value: value.evaluate({ state, inputs }) });
}

function assertPath(file: string, at: string, path: PackChange['path'], targets: readonly string[]): void {
  const [component] = path;
  if (typeof component !== 'string' || !targets.includes(component)) {
    throw new PackError(file, `${at}/0`, `the component '${component}' is not among the targets of the action`);
  }
  const hostile = path.find((segment) => typeof segment === 'string' && isHostileName(segment));
  if (hostile !== undefined) throw new PackError(file, at, `the name '${hostile}' is not allowed in a path`);
}
