import type { ReactNode } from 'react';

/** What the operator said. */
export const OperatorMessage = ({ text, note }: { text: string; note: ReactNode }) => (
  <div className="said">
    <p className="said-note">{note}</p>
    <p className="said-text">{text}</p>
  </div>
);
