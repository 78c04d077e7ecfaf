import type { ReactNode } from 'react';
import '../parts/attachments.css';

/** What the operator said, with what came with it. */
export const OperatorMessage = ({ text, note, attached }: { text: string; note: ReactNode; attached?: ReactNode }) => (
  <div className="said">
    <p className="said-note">{note}</p>
    <div className="said-body">
      <p className="said-text">{text}</p>
      {attached}
    </div>
  </div>
);
