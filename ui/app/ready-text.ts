import type { ActionSummary } from '../../contract/registry.ts';

/** Words that ask for an action: its first example, else its id with a place for each required input. */
export function readyText({ actionId, examples, inputSchema }: ActionSummary): string {
  const [example] = examples;
  if (example) return example;
  const required = Array.isArray(inputSchema.required) ? inputSchema.required : [];
  return [actionId, ...required.map((name) => `${String(name)}=`)].join(' ');
}
