import { routes } from '../contract/routes.ts';
import { ApiError } from './api-error.ts';
import { CommandError } from './command-error.ts';
import { finding, type Finding } from './diagnosis.ts';
import type { Shell } from './shell.ts';

const MOST_PROJECTS = 50;

/** Which secrets the actions need that the projects lack which the caller administers; nothing for whoever has not signed in or administers none. */
export async function diagnoseSecrets(shell: Shell): Promise<Finding[]> {
  try {
    const client = shell.client();
    const { items } = await client.call(routes.listProjects, { query: { limit: MOST_PROJECTS } });
    const own = items.filter(({ role, status }) => role === 'admin' && status !== 'archived');
    const findings: Finding[] = [];
    for (const { projectId, name } of own) {
      const { missing } = await client.call(routes.listSecrets, { params: { projectId }, query: { limit: 1 } });
      if (missing.length > 0) findings.push(finding('secrets', 'warn', `${name} lacks ${missing.map((secret) => secret.name).join(', ')}`, `Set them: gatehouse secret set <name> --project ${projectId}`));
    }
    return findings.length > 0 || own.length === 0 ? findings : [finding('secrets', 'ok', 'your projects have all that their actions need', null)];
  } catch (error) {
    if (error instanceof CommandError || error instanceof ApiError) return [];
    throw error;
  }
}
