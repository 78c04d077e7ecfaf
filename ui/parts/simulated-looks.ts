import { Ban, CircleCheck, CircleX, Clock, LoaderCircle } from 'lucide-react';
import type { SimulatedExecution } from '../../contract/execution.ts';
import type { Look } from './look.ts';

/** What an intent would come to, in the colours of what it would be; the words say that it did not happen. */
export const simulatedLooks = {
  success: { tone: 'success', word: 'Would run', icon: CircleCheck },
  rejected: { tone: 'refused', word: 'Would be refused', icon: Ban },
  failed: { tone: 'failed', word: 'Would fail', icon: CircleX },
  pending_approval: { tone: 'waiting', word: 'Would wait for approval', icon: Clock },
  running: { tone: 'calm', word: 'Would be running', icon: LoaderCircle },
} as const satisfies Record<SimulatedExecution['status'], Look>;
