import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { readStored, writeStored } from '../storage.ts';

type Drafts = {
  textOf: (key: string) => string;
  setText: (key: string, text: string) => void;
  /** Counts proposals: each asks the composer to take the focus. */
  proposals: number;
  propose: (key: string, text: string) => void;
};

const DraftContext = createContext<Drafts | null>(null);
const stored = (key: string) => `gatehouse.draft.${key}`;

/** Keeps what is typed but not sent, per conversation, also across a sign-in. */
export function DraftProvider({ children }: { children: ReactNode }) {
  const [texts, setTexts] = useState<Record<string, string>>({});
  const [proposals, setProposals] = useState(0);
  const setText = useCallback((key: string, text: string) => {
    writeStored(sessionStorage, stored(key), text || null);
    setTexts((known) => ({ ...known, [key]: text }));
  }, []);
  const drafts = useMemo<Drafts>(
    () => ({
      textOf: (key) => texts[key] ?? readStored(sessionStorage, stored(key)) ?? '',
      setText,
      proposals,
      propose: (key, text) => {
        setText(key, text);
        setProposals((count) => count + 1);
      },
    }),
    [texts, setText, proposals],
  );
  return <DraftContext value={drafts}>{children}</DraftContext>;
}

/** The drafts of this page. */
export function useDrafts(): Drafts {
  const drafts = useContext(DraftContext);
  if (!drafts) throw new Error('The page is not wrapped in a DraftProvider.');
  return drafts;
}

/** The key of a conversation's draft; a conversation that has not begun has one too. */
export const draftKey = (projectId: string, sessionId: string | null): string => `${projectId}/${sessionId ?? 'new'}`;
