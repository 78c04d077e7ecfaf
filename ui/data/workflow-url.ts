import type { Me } from './use-me.ts';

/** Where Temporal Web shows a workflow, if it is known where Temporal Web is. */
export function workflowUrl(me: Me | null | undefined, workflowId: string | null): string | null {
  if (!me?.temporalUiUrl || !workflowId) return null;
  const base = me.temporalUiUrl.replace(/\/+$/, '');
  return `${base}/namespaces/${encodeURIComponent(me.namespace ?? 'default')}/workflows/${encodeURIComponent(workflowId)}`;
}
