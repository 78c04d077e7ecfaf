import { ExternalLink } from 'lucide-react';
import { CopyId } from './copy-id.tsx';

/** Leads to a workflow in Temporal Web; where that has no known address, its id can be copied. */
export function WorkflowLink({ workflowId, url, className }: { workflowId: string; url: string | null | undefined; className: string }) {
  if (!url) return <CopyId label="workflow" id={workflowId} />;
  return (
    <a className={className} href={url} target="_blank" rel="noreferrer">
      Workflow in Temporal Web <ExternalLink size={12} aria-hidden />
    </a>
  );
}
