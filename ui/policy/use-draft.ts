import { useMemo, useState } from 'react';
import type { PolicyVersion } from '../../contract/policy.ts';
import { readStored, writeStored } from '../storage.ts';
import { toYaml } from './policy-text.ts';

type Draft = { base: number; text: string };

const place = (projectId: string) => `gatehouse.policy.${projectId}`;

/** The version stands before the first line, so that nothing has to be parsed to be trusted. */
function readDraft(projectId: string): Draft | null {
  const stored = readStored(sessionStorage, place(projectId));
  const cut = stored?.indexOf('\n') ?? -1;
  const base = Number(stored?.slice(0, cut));
  return stored && cut > 0 && Number.isInteger(base) ? { base, text: stored.slice(cut + 1) } : null;
}

const keep = (projectId: string, draft: Draft | null) => writeStored(sessionStorage, place(projectId), draft && `${draft.base}\n${draft.text}`);

/** The policy as it is being edited, from the version that it began from. It outlives a reload and a sign-in. */
export function useDraft(projectId: string, current: PolicyVersion) {
  const [draft, setDraft] = useState(() => readDraft(projectId));
  const inForce = useMemo(() => toYaml(current.policy), [current.policy]);
  const set = (next: Draft | null) => {
    keep(projectId, next);
    setDraft(next);
  };
  const text = draft?.text ?? inForce;
  const base = draft?.base ?? current.version;
  return {
    text,
    base,
    inForce,
    isChanged: text !== inForce,
    /** Somebody else has published since. */
    isBehind: draft !== null && text !== inForce && base !== current.version,
    edit: (next: string) => set(next === inForce ? null : { base, text: next }),
    rebase: () => set({ base: current.version, text }),
    discard: () => set(null),
  };
}

export type PolicyDraft = ReturnType<typeof useDraft>;
