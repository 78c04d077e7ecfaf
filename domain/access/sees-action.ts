import type { Role } from '../../contract/project.ts';
import type { Visibility } from '../../contract/registry.ts';

/** Developer actions exist for admins only; every other action for whoever has a role. */
export function seesAction(role: Role | null, visibility: Visibility): boolean {
  return role === 'admin' || (role !== null && visibility === 'user');
}
