import { useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/** Takes files that are dragged over an element and dropped there; `isOver` while they could be. */
export function useDroppedFiles(onFiles: (files: readonly File[]) => void, enabled: boolean) {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    dropHandlers: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (!enabled || !holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        setOver(false);
        if (!enabled || !holdsFiles(event)) return;
        event.preventDefault();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}

/** Files on the clipboard; none where there are words too, which is what somebody means who pastes a cell or a paragraph. */
export const pastedFiles = ({ clipboardData }: ClipboardEvent): File[] => (clipboardData.types.includes('text/plain') ? [] : [...clipboardData.files]);
