import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

const TICK_MS = 15_000;
const NowContext = createContext(0);

/** The clock of the page: everything relative to now moves on together. */
export function NowProvider({ children }: { children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return <NowContext value={now}>{children}</NowContext>;
}

/** Now, in milliseconds, to about a quarter of a minute. */
export const useNow = (): number => useContext(NowContext);

/** Now to the second, for what counts down or up while it is watched. */
export function useSeconds(active: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!active) return undefined;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, [active]);
  return now;
}
