import type { Role } from '../../contract/project.ts';
import type { Risk } from '../../contract/registry.ts';

const allowed: Record<Role, readonly Risk[]> = { viewer: [], operator: ['low', 'medium'], admin: ['low', 'medium', 'high'] };

/** Whether the role may run actions of that risk at all; the gates decide anew when it is asked. */
export const isPermitted = (role: Role | null, risk: Risk): boolean => role !== null && allowed[role].includes(risk);
