import type { Role } from '../../contract/project.ts';
import type { Risk } from '../../contract/registry.ts';

const RISKS: Record<Role, readonly Risk[]> = {
  viewer: [],
  operator: ['low', 'medium'],
  admin: ['low', 'medium', 'high'],
};

/** A viewer runs nothing, an operator up to medium risk, an admin everything, and somebody without a role nothing. */
export function mayRun(role: Role | null, risk: Risk): boolean {
  return role !== null && RISKS[role].includes(risk);
}
