import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ChatSession } from '../../contract/turn.ts';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { DeleteSession } from './delete-session.tsx';
import { RenameSession } from './rename-session.tsx';

/** What can be done to a conversation as a whole. `onDeleted` is told once it is gone. */
export function SessionMenu({ session, onDeleted }: { session: ChatSession; onDeleted: () => void }) {
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const shut = () => flushSync(() => setOpen(null)); // While a question stands in front, nothing behind it takes the focus.
  const close = () => {
    shut();
    trigger.current?.focus();
  };
  const deleted = () => {
    shut();
    onDeleted();
  };
  const button = (
    <button ref={trigger} type="button" className="icon-button session-menu" aria-label={`More about ${session.title}`}>
      <Ellipsis size={15} aria-hidden />
    </button>
  );
  return (
    <>
      <Menu trigger={button}>
        <MenuItem onSelect={() => setOpen('rename')}>
          <Pencil size={15} aria-hidden /> Rename
        </MenuItem>
        <MenuItem onSelect={() => setOpen('delete')}>
          <Trash2 size={15} aria-hidden /> Delete
        </MenuItem>
      </Menu>
      {open === 'rename' && <RenameSession session={session} onClose={close} />}
      {open === 'delete' && <DeleteSession session={session} onClose={close} onDeleted={deleted} />}
    </>
  );
}
