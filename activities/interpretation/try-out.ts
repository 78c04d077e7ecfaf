import type { RecordedIntent } from '../../contract/intent.ts';
import type { ProposedStep } from '../../contract/proposal.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { stepLimitError } from '../../domain/plan/step-limit.ts';
import { type Composed, plainReply } from '../../domain/turn/compose-reply.ts';
import { replyToSimulation } from '../../domain/turn/reply-to-simulation.ts';
import type { Powers } from '../dependencies.ts';
import { previewSteps } from './preview-steps.ts';

/** Tries what a message asks for on a copy, and words what it would come to: nothing is run, recorded or counted. */
export async function tryOut(powers: Powers, turn: StoredTurn, proposed: readonly ProposedStep[]): Promise<Composed> {
  const { mode, media } = turn;
  const tooLong = proposed.length > 1 ? stepLimitError(mode, proposed.length, powers.planLimits) : null;
  if (tooLong) return plainReply(`Simulated, nothing was run. It would be refused: ${tooLong.detail}`);
  const steps: RecordedIntent[] = proposed.map((step) => ({ ...step, mode, confirmed: false, ...(media.length > 0 && { media }) }));
  const preview = await previewSteps(powers, turn, steps);
  return preview ? replyToSimulation(preview) : plainReply('The project is gone, so nothing was simulated.', 'error');
}
