import type { Role } from '../../contract/project.ts';

const ASCENDING: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Whether somebody with this role has at least the required one; somebody without a role has none. */
export function reachesRole(role: Role | null | undefined, required: Role): boolean {
  return role !== null && role !== undefined && ASCENDING.indexOf(role) >= ASCENDING.indexOf(required);
}
