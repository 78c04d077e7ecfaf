import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { Turn } from '../../contract/turn.ts';

/** Brings earlier messages back with the arrow keys, while the composer is empty or shows one of them unchanged. */
export function useHistory(turns: readonly Turn[], setText: (text: string) => void): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const place = useRef(-1);
  return (event) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    const messages = [...new Set(turns.map(({ message }) => message))];
    const { value } = event.currentTarget;
    if (value === '') place.current = -1;
    else if (messages[place.current] !== value) return;
    const next = place.current + (event.key === 'ArrowUp' ? 1 : -1);
    if (next < -1 || next >= messages.length) return;
    event.preventDefault();
    place.current = next;
    setText(messages[next] ?? '');
  };
}
