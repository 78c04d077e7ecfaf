import { createContext, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

/** Speaks outcomes to those who do not see them appear. */
export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  return (
    <AnnounceContext value={useCallback((said: string) => setText(said), [])}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {text}
      </div>
    </AnnounceContext>
  );
}

/** Says something once, politely. */
export const useAnnounce = () => useContext(AnnounceContext);
