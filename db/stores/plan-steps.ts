import { z } from 'zod';
import { Intent } from '../../contract/intent.ts';
import type { Seal } from '../../platform/seal.ts';

const PURPOSE = 'plan-steps';
const Steps = z.array(Intent);

/** Seals the steps of a plan as they will run; what a plan shows of them has its sensitive inputs redacted. */
export function sealSteps(seal: Seal, steps: readonly Intent[]): Buffer {
  return seal.seal(PURPOSE, JSON.stringify(steps));
}

/** Opens the steps of a plan as they run. */
export function openSteps(seal: Seal, sealed: Uint8Array): Intent[] {
  return Steps.parse(JSON.parse(seal.open(PURPOSE, sealed).toString('utf8')));
}
