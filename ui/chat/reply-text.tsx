import { LoaderCircle, TriangleAlert } from 'lucide-react';
import type { Turn } from '../../contract/turn.ts';
import { isWorking } from '../data/use-turns.ts';
import { Mark } from '../parts/mark.tsx';
import { useSeconds } from '../parts/now.tsx';

const NOTEWORTHY_S = 3;
const CHOICE_LINE = /^\s*\d+\. .*$\n?/gm;

function Working({ turn }: { turn: Turn }) {
  const seconds = Math.floor((useSeconds(true) - Date.parse(turn.createdAt)) / 1_000);
  return (
    <p className="reply-text reply-working" data-figures>
      <LoaderCircle size={16} aria-hidden className="turning" />
      {turn.status === 'interpreting' ? 'Reading your message' : 'Running'}
      {seconds >= NOTEWORTHY_S ? ` for ${seconds} s` : '…'}
    </p>
  );
}

/** Choices that can be pressed are not listed in the text as well. */
const textOf = ({ status, reply }: Turn): string =>
  status === 'clarifying' && reply?.choices?.length ? reply.text.replaceAll(CHOICE_LINE, '').trim() : (reply?.text ?? '');

/** What Gatehouse says to a message, or that it is at work on it. */
export function ReplyText({ turn }: { turn: Turn }) {
  if (isWorking(turn)) return <Working turn={turn} />;
  const text = textOf(turn) || (turn.status === 'failed' ? 'This message could not be carried out. Send it again; nothing is done twice.' : '');
  if (!text) return null;
  const isError = turn.status === 'failed' || turn.reply?.kind === 'error';
  return (
    <p className={isError ? 'reply-text reply-error' : 'reply-text'}>
      {isError ? <TriangleAlert size={16} aria-label="Error" /> : <Mark size={16} />}
      <span>{text}</span>
    </p>
  );
}
