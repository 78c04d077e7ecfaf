import type { Look } from './look.ts';
import './chip.css';

/** An outcome in one glance: icon, word and colour together. */
export function Chip({ look: { tone, word, icon: Icon } }: { look: Look }) {
  return (
    <span className={`chip tone-${tone}`}>
      <Icon size={13} strokeWidth={2.25} aria-hidden className={word === 'Running' ? 'turning' : undefined} />
      {word}
    </span>
  );
}
