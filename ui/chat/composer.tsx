import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ClipboardEvent, FormEvent, KeyboardEvent } from 'react';
import type { MAX_MESSAGE_LENGTH, Turn } from '../../contract/turn.ts';
import { draftKey, useDrafts } from '../data/drafts.tsx';
import { useOpenProject } from '../data/project-context.ts';
import type { Attachments } from '../data/use-attachments.ts';
import { useCancelTurn } from '../data/use-turn-actions.ts';
import { Button } from '../parts/button.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { useMedia } from '../parts/use-media.ts';
import { ApiError } from '../problem.ts';
import { AttachButton } from './attach-button.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { ComposerNotice, mayWrite } from './composer-notice.tsx';
import { ModeMenu, useMode } from './mode-menu.tsx';
import { SimulateSwitch } from './simulate-switch.tsx';
import { pastedFiles, useDroppedFiles } from './use-dropped-files.ts';
import { useHistory } from './use-history.ts';
import type { Sender } from './use-send.ts';
import './composer.css';

const LONGEST: typeof MAX_MESSAGE_LENGTH = 8_000;
const TALLEST_PX = 200;

function Stop({ turn }: { turn: Turn }) {
  const cancel = useCancelTurn(turn.projectId, turn);
  const label = cancel.isError ? 'Stop again' : 'Stop';
  return (
    <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
      <Square size={12} fill="currentColor" aria-hidden /> {cancel.isPending ? 'Stopping…' : label}
    </Button>
  );
}

/** Why files were left out. */
const Problems = ({ problems }: Pick<Attachments, 'problems'>) =>
  problems.length > 0 && (
    <div className="composer-problem" role="alert">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  );

function hint(working: Turn | null, simulate: boolean, isWaitingForWords: boolean): string {
  if (working) return 'A message is being worked on.';
  if (simulate && !isWaitingForWords) return 'Worked out on a copy; nothing is run';
  return isWaitingForWords ? 'Say what should happen with it' : 'Enter sends, Shift Enter begins a line';
}

/** Grows with its text, takes the focus when there is a keyboard, and again when something is proposed. */
function useTextarea(text: string) {
  const ref = useRef<HTMLTextAreaElement>(null);
  const { proposals } = useDrafts();
  const [before] = useState(proposals);
  const hasKeyboard = useMedia('(pointer: fine)');
  useLayoutEffect(() => {
    if (!ref.current) return;
    ref.current.style.height = 'auto';
    ref.current.style.height = `${Math.min(ref.current.scrollHeight, TALLEST_PX)}px`;
  }, [text]);
  useEffect(() => {
    if (hasKeyboard || proposals !== before) ref.current?.focus();
  }, [hasKeyboard, proposals, before]);
  return ref;
}

/** A message that may have arrived keeps its request id, so that sending it again cannot run it twice. */
const unsent = (error: unknown): string =>
  error instanceof ApiError && error.status >= 400 && error.status < 500
    ? 'Your message was not sent. It is still here.'
    : 'It is not certain that your message arrived. Send it again: it will not run twice.';

type Given = { sessionId: string | null; turns: readonly Turn[]; working: Turn | null; sender: Sender };

/** Where a message is written. Enter sends it, Shift and Enter begins a line, the arrow up brings back earlier ones. */
export function Composer({ sessionId, turns, working, sender }: Given) {
  const project = useOpenProject();
  const drafts = useDrafts();
  const key = draftKey(project.projectId, sessionId);
  const text = drafts.textOf(key);
  const setText = (value: string) => drafts.setText(key, value);
  const textarea = useTextarea(text);
  const [mode, setMode] = useMode();
  const [simulate, setSimulate] = useState(false);
  const onHistory = useHistory(turns, setText);
  const { attachments } = sender;
  const mayAttach = mayWrite(project);
  const { isOver, dropHandlers } = useDroppedFiles(attachments.add, mayAttach);
  const isSending = sender.pending?.turnId === null;
  const ready = text.trim() !== '' && !working && !isSending && mayWrite(project);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) sender.send(text.trim(), { mode, simulate });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) submit(event);
    else onHistory(event);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = pastedFiles(event);
    if (files.length === 0 || !mayAttach) return;
    event.preventDefault();
    attachments.add(files);
  };
  const onRemove = (id: string) => {
    attachments.remove(id);
    textarea.current?.focus();
  };
  return (
    <form className="composer" onSubmit={submit} {...dropHandlers}>
      {sender.error !== null && <ProblemNote error={sender.error} what={unsent(sender.error)} />}
      <ComposerNotice project={project} />
      <Problems problems={attachments.problems} />
      <div className={isOver ? 'composer-box composer-drop' : 'composer-box'} data-simulate={simulate || undefined}>
        {attachments.items.length > 0 && <AttachmentList items={attachments.items} onRemove={onRemove} />}
        <textarea
          id="composer"
          ref={textarea}
          rows={1}
          maxLength={LONGEST}
          aria-label="Message"
          placeholder={isOver ? 'Drop files to attach them' : 'Say what should happen'}
          disabled={!mayWrite(project)}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <div className="composer-foot">
          <ModeMenu mode={mode} onChange={setMode} />
          <SimulateSwitch isOn={simulate} onChange={setSimulate} />
          <AttachButton onFiles={attachments.add} disabled={!mayAttach} />
          <span className={working ? 'composer-hint' : 'composer-hint composer-idle'}>{hint(working, simulate, attachments.items.length > 0 && text.trim() === '')}</span>
          {working && <Stop turn={working} />}
          <button type="submit" className="composer-send" aria-label={simulate ? 'Send to be simulated' : 'Send'} disabled={!ready}>
            <ArrowUp size={16} strokeWidth={2.25} aria-hidden />
          </button>
        </div>
      </div>
    </form>
  );
}
