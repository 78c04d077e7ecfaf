import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import './forbidden.css';

/** A page that one's role does not open, and whom to ask. */
export const Forbidden = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="forbidden" aria-label={title}>
    <Lock size={20} aria-hidden />
    <h2>{title}</h2>
    {children}
  </section>
);
