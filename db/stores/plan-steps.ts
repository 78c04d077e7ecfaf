import { z } from 'zod';
import { RecordedIntent } from '../../contract/intent.ts';
import type { Seal } from '../../platform/seal.ts';

const PURPOSE = 'plan-steps';
const Steps = z.array(RecordedIntent);

/** Seals the steps of a plan as they will run; what a plan shows of them has its sensitive inputs redacted. */
export function sealSteps(seal: Seal, steps: readonly RecordedIntent[]): Buffer {
  return seal.seal(PURPOSE, JSON.stringify(steps));
}

/** Opens the steps of a plan as they run. */
export function openSteps(seal: Seal, sealed: Uint8Array): RecordedIntent[] {
  return Steps.parse(JSON.parse(seal.open(PURPOSE, sealed).toString('utf8')));
}
