import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { ACCEPTED } from '../data/attachable.ts';
import { IconButton } from '../parts/icon-button.tsx';

/** Opens the file dialog of the browser, and hands over what is chosen there. */
export function AttachButton({ onFiles, disabled }: { onFiles: (files: readonly File[]) => void; disabled: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label="Attach files" icon={Paperclip} disabled={disabled} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label="Files to attach"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = ''; // The same file may be chosen again.
        }}
      />
    </>
  );
}
