import type { Approval } from '../contract/approval.ts';
import { routes } from '../contract/routes.ts';
import { listAll } from './list-all.ts';
import type { Shell } from './shell.ts';
import { chooseMeant, isWholeId } from './short-id.ts';

const LOOKED_THROUGH = 1_000;

/** The request for approval that a person means: by its whole id or by its end, in the project or in what he may decide anywhere. */
export async function findApproval(shell: Shell, text: string): Promise<Approval> {
  const client = shell.client();
  const mine = await listAll((query) => client.call(routes.listMyApprovals, { query }), LOOKED_THROUGH);
  const [meant] = mine.filter(({ approvalId }) => approvalId === text);
  if (meant) return meant;
  if (!isWholeId(text)) return chooseMeant(mine, text, { noun: 'request for approval', id: ({ approvalId }) => approvalId });
  return client.call(routes.getApproval, { params: { projectId: await shell.projectId(), approvalId: text } });
}
