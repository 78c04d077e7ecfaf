import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Execution } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import { useClient } from '../data/client-context.ts';
import { newRequestId } from '../data/new-request-id.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useAnnounce } from '../parts/announcer.tsx';
import { executionLook } from '../parts/look.ts';

/** What would run, exactly as it is sent. */
export type Proposed = { actionId: string; inputs: JsonObject };

type Sent = Proposed & { confirmed: boolean; requestId: string };

export type Proposal = {
  /** What waits for a yes. */
  asking: Proposed | null;
  /** What is under way. */
  running: Proposed | null;
  outcome: Execution | null;
  error: unknown;
  propose: (proposed: Proposed, asksFirst: boolean) => void;
  confirm: () => void;
  /** Sends what did not arrive once more; it is the same attempt and cannot run twice. */
  retry: () => void;
  dismiss: () => void;
};

/** Proposes intents from a widget, one at a time, and keeps what came of the last; it changes nothing by itself. */
export function useProposal(): Proposal {
  const { projectId } = useOpenProject();
  const client = useClient();
  const announce = useAnnounce();
  const [asking, setAsking] = useState<Proposed | null>(null);
  const run = useMutation({
    mutationFn: (body: Sent) => client.call('postIntent', { params: { projectId }, body }),
    onSuccess: (outcome, { actionId, inputs }) => {
      if (outcome.error?.code === 'confirmation_required') setAsking({ actionId, inputs });
      announce(`${executionLook(outcome).word}: ${outcome.error?.detail ?? outcome.message}`);
    },
  });
  const send = (proposed: Proposed, confirmed: boolean) => {
    setAsking(null);
    run.mutate({ ...proposed, confirmed, requestId: newRequestId() });
  };
  return {
    asking,
    running: run.isPending ? run.variables : null,
    outcome: asking ? null : (run.data ?? null),
    error: run.error,
    propose: (proposed, asksFirst) => {
      if (run.isPending) return;
      run.reset();
      if (asksFirst) setAsking(proposed);
      else send(proposed, false);
    },
    confirm: () => asking && send(asking, true),
    retry: () => run.variables && run.mutate(run.variables),
    dismiss: () => {
      setAsking(null);
      run.reset();
    },
  };
}
