import type { SecretUse } from '../../contract/secret.ts';
import { versionedId, type Catalog } from '../catalog.ts';

/** Where each secret is named that any version of any action needs, by the name of the secret. */
export function secretUses({ actions }: Pick<Catalog, 'actions'>): ReadonlyMap<string, readonly SecretUse[]> {
  const uses = new Map<string, SecretUse[]>();
  for (const action of [...actions.values()].flat()) {
    for (const { name, effect } of action.secrets ?? []) uses.set(name, [...(uses.get(name) ?? []), { actionId: versionedId(action), effect }]);
  }
  return uses;
}
