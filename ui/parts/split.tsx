import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import './split.css';

type Given = { label: string; itemLabel: string; list: ReactNode; item: ReactNode | null; hint: ReactNode; back: string };

/** A list and the one of its items that is open, side by side; where there is no room, one of the two. */
export function Split({ label, itemLabel, list, item, hint, back }: Given) {
  return (
    <div className={item ? 'split split-open' : 'split'}>
      <section className="split-list" aria-label={label}>
        {list}
      </section>
      <section className="split-item" aria-label={itemLabel}>
        {item && (
          <Link href={back} className="split-back">
            <ArrowLeft size={14} aria-hidden /> {label}
          </Link>
        )}
        {item ?? <div className="split-hint">{hint}</div>}
      </section>
    </div>
  );
}
