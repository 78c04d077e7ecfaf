import { routes } from '../../contract/routes.ts';
import { secretUses } from '../../domain/secret/secret-uses.ts';
import { answer } from '../answer.ts';
import { endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';

/** Lists the secrets of a project without their values, and those that its actions need and it does not have. */
export const listSecrets = ({ secrets, catalog }: Front) =>
  endpoint(routes.listSecrets, async ({ project: { projectId }, query }) => {
    const uses = secretUses(catalog);
    const { items, nextCursor } = await secrets.list(projectId, query);
    const names = await secrets.names(projectId);
    const missing = [...uses].filter(([name]) => !names.has(name)).map(([name, usedBy]) => ({ name, usedBy: [...usedBy] }));
    return answer({ items: items.map((secret) => ({ ...secret, usedBy: [...(uses.get(secret.name) ?? [])] })), nextCursor, missing });
  });
