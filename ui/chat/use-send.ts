import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Mode } from '../../contract/intent.ts';
import { draftKey, useDrafts } from '../data/drafts.tsx';
import { useOpenProject } from '../data/project-context.ts';
import { usePostTurn } from '../data/use-turn-actions.ts';
import { conversationPath } from './paths.ts';

/** A message that is on its way: `turnId` is null until the server has it. */
export type Pending = { text: string; sessionId: string | null; turnId: string | null };

export type Sender = {
  pending: Pending | null;
  error: unknown;
  send: (text: string, mode: Mode) => void;
};

/** A name for one attempt, that nothing else has. */
export const newRequestId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Sends messages. One that did not arrive is back in the composer, and sent again it is the same attempt, not a second one. */
export function useSend(sessionId: string | null): Sender {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const drafts = useDrafts();
  const post = usePostTurn(projectId);
  const [pending, setPending] = useState<Pending | null>(null);
  const attempt = useRef<{ key: string; text: string; requestId: string }>(null);

  const send = (text: string, mode: Mode) => {
    const key = draftKey(projectId, sessionId);
    const last = attempt.current;
    const requestId = last?.key === key && last.text === text ? last.requestId : newRequestId();
    attempt.current = { key, text, requestId };
    setPending({ text, sessionId, turnId: null });
    drafts.setText(key, '');
    post.mutate(
      { message: text, mode, sessionId: sessionId ?? undefined, requestId },
      {
        onSuccess: (turn) => {
          attempt.current = null;
          setPending({ text, sessionId: turn.sessionId, turnId: turn.turnId });
          if (!sessionId) navigate(conversationPath(projectId, turn.sessionId), { replace: true });
        },
        onError: () => {
          setPending(null);
          drafts.propose(key, text);
        },
      },
    );
  };
  return { pending: pending?.sessionId === sessionId ? pending : null, error: post.error, send };
}
