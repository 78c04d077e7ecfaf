import type { Role } from '../../contract/project.ts';

/** The roles, the weakest first, as a person chooses them. */
export const ROLES: readonly { role: Role; label: string }[] = [
  { role: 'viewer', label: 'Viewer' },
  { role: 'operator', label: 'Operator' },
  { role: 'admin', label: 'Admin' },
];

/** The role of that name, which came from a list of these. */
export const roleNamed = (name: string): Role => ROLES.find(({ role }) => role === name)?.role ?? 'viewer';
