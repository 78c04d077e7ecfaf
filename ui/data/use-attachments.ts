import { useRef, useState } from 'react';
import { type Attachment, attachable } from './attachable.ts';

/** What is attached to one message before it is sent. */
export type Attachments = {
  items: readonly Attachment[];
  /** Why files were left out, a sentence each. */
  problems: readonly string[];
  /** Attaches files, as far as they may be. */
  add: (files: readonly File[]) => void;
  remove: (id: string) => void;
  /** Puts these in place of what is attached. */
  put: (items: readonly Attachment[]) => void;
};

type State = Pick<Attachments, 'items' | 'problems'>;

const NONE: State = { items: [], problems: [] };
/** More than can be attached, so that nobody waits for a whole folder. */
const MOST_AT_ONCE = 20;

function readContent(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : '');
    reader.readAsDataURL(file);
  });
}

/** Keeps what is attached in each conversation until it is sent. */
export function useAttachments(key: string): Attachments {
  const [states, setStates] = useState<Record<string, State>>({});
  const count = useRef(0);
  const { items, problems } = states[key] ?? NONE;
  const change = (by: (state: State) => State) => setStates((known) => ({ ...known, [key]: by(known[key] ?? NONE) }));
  const complain = (problem: string) => change((state) => ({ ...state, problems: [...state.problems, problem] }));

  const attach = async (file: File) => {
    const data = await readContent(file).catch(() => null);
    if (data === null) return complain(`${file.name} could not be read.`);
    count.current += 1;
    const id = String(count.current);
    change((state) => {
      const judged = attachable(file, state.items);
      return 'problem' in judged ? { ...state, problems: [...state.problems, judged.problem] } : { ...state, items: [...state.items, { ...judged, id, data }] };
    });
  };
  const add = async (files: readonly File[]) => {
    change((state) => ({ ...state, problems: [] }));
    const fits = files.slice(0, MOST_AT_ONCE).filter((file) => {
      const alone = attachable(file, []); // What cannot be attached at all is not read first.
      if ('problem' in alone) complain(alone.problem);
      return !('problem' in alone);
    });
    for (const file of fits) await attach(file);
  };
  return {
    items,
    problems,
    add: (files) => void add(files),
    remove: (id) => change((state) => ({ items: state.items.filter((item) => item.id !== id), problems: [] })),
    put: (next) => change(() => ({ items: next, problems: [] })),
  };
}
