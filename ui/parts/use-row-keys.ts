import { isTyping, useShortcut } from './use-shortcut.ts';

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TAKES_ARROWS = '[role="tab"], [role="menu"], [role="region"], .split-body';

/** An arrow key scrolls or moves inside what has the focus; J and K do not. */
const isTaken = ({ key, target }: KeyboardEvent): boolean => key.startsWith('Arrow') && target instanceof Element && target.closest(TAKES_ARROWS) !== null;

/** Opens the next or the one before with J and K, or the arrows, wherever nothing is typed and no question stands in front. */
export function useRowKeys(ids: readonly string[], openId: string | null, onOpen: (id: string) => void): void {
  useShortcut((event) => {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (isTyping(event.target) || isTaken(event) || document.querySelector('dialog[open], .menu')) return;
    const from = openId === null ? -1 : ids.indexOf(openId);
    const next = ids[Math.max(0, Math.min(ids.length - 1, from + step))];
    if (!next) return;
    event.preventDefault();
    if (next !== openId) onOpen(next);
  });
}
