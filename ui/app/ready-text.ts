import type { Role } from '../../contract/project.ts';
import type { ActionSummary, Risk } from '../../contract/registry.ts';

const allowed: Record<Role, readonly Risk[]> = { viewer: [], operator: ['low', 'medium'], admin: ['low', 'medium', 'high'] };

/** Whether the role may run actions of that risk at all; the gates decide anew when it is asked. */
export const isPermitted = (role: Role | null, risk: Risk): boolean => role !== null && allowed[role].includes(risk);

/** Words that ask for an action: its first example, else its id with a place for each required input. */
export function readyText({ actionId, examples, inputSchema }: ActionSummary): string {
  const [example] = examples;
  if (example) return example;
  const required = Array.isArray(inputSchema.required) ? inputSchema.required : [];
  return [actionId, ...required.map((name) => `${String(name)}=`)].join(' ');
}
