import type { Role } from '../../contract/project.ts';

const one: Record<Role, string> = { viewer: 'a member', operator: 'an operator or admin', admin: 'an admin' };
const several: Record<Role, string> = { viewer: 'members', operator: 'operators or admins', admin: 'admins' };

/** Whose yes it takes, in words. */
export const deciders = ({ requiredRole, quorum }: { requiredRole: Role; quorum: number }): string => (quorum === 1 ? one[requiredRole] : `${quorum} ${several[requiredRole]}`);
