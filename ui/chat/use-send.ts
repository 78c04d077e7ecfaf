import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Mode } from '../../contract/intent.ts';
import type { Attachment } from '../data/attachable.ts';
import { newRequestId } from '../data/new-request-id.ts';
import { draftKey, useDrafts } from '../data/drafts.tsx';
import { useOpenProject } from '../data/project-context.ts';
import { type Attachments, useAttachments } from '../data/use-attachments.ts';
import { usePostTurn } from '../data/use-turn-actions.ts';
import { conversationPath } from './paths.ts';

/** A message that is on its way: `turnId` is null until the server has it. */
export type Pending = { text: string; media: readonly Attachment[]; sessionId: string | null; turnId: string | null };

export type Sender = {
  pending: Pending | null;
  error: unknown;
  /** What goes with the next message. */
  attachments: Attachments;
  send: (text: string, how: { mode: Mode; simulate: boolean }) => void;
};

/** Sends messages. One that did not arrive is back in the composer, and sent again it is the same attempt, not a second one. */
export function useSend(sessionId: string | null): Sender {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const drafts = useDrafts();
  const post = usePostTurn(projectId);
  const [pending, setPending] = useState<Pending | null>(null);
  const attachments = useAttachments(draftKey(projectId, sessionId));
  const attempt = useRef<{ key: string; said: string; requestId: string }>(null);

  const send: Sender['send'] = (text, { mode, simulate }) => {
    const key = draftKey(projectId, sessionId);
    const last = attempt.current;
    const media = attachments.items;
    const said = JSON.stringify([text, simulate, media.map(({ id }) => id)]);
    const requestId = last?.key === key && last.said === said ? last.requestId : newRequestId();
    attempt.current = { key, said, requestId };
    setPending({ text, media, sessionId, turnId: null });
    drafts.setText(key, '');
    attachments.put([]);
    post.mutate(
      { message: text, mode, simulate, sessionId: sessionId ?? undefined, requestId, ...(media.length > 0 && { media: media.map(({ type, mimeType, name, data }) => ({ type, mimeType, name, data })) }) },
      {
        onSuccess: (turn) => {
          attempt.current = null;
          setPending({ text, media, sessionId: turn.sessionId, turnId: turn.turnId });
          if (!sessionId) navigate(conversationPath(projectId, turn.sessionId), { replace: true });
        },
        onError: () => {
          setPending(null);
          drafts.propose(key, text);
          attachments.put(media);
        },
      },
    );
  };
  return { pending: pending?.sessionId === sessionId ? pending : null, error: post.error, attachments, send };
}
