import { useEffect, useRef } from 'react';
import type { Turn } from '../../contract/turn.ts';
import { isWorking } from '../data/use-turns.ts';
import { useAnnounce } from '../parts/announcer.tsx';

/** Announces what came of a turn that was at work while one was here. */
export function useOutcomes(turns: readonly Turn[]): void {
  const announce = useAnnounce();
  const working = useRef(new Set<string>());
  useEffect(() => {
    for (const turn of turns) {
      if (isWorking(turn)) working.current.add(turn.turnId);
      else if (working.current.delete(turn.turnId) && turn.reply) announce(turn.reply.text);
    }
  }, [turns, announce]);
}
