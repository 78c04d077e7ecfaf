import type { RecordedIntent } from '../../contract/intent.ts';
import type { ProposedStep } from '../../contract/proposal.ts';
import { sealSteps } from '../../db/stores/plan-steps.ts';
import type { NewPlan } from '../../db/stores/plans.ts';
import type { StoredTurn } from '../../db/stores/turns.ts';
import { permissionError } from '../../domain/plan/permission-error.ts';
import { wouldPass } from '../../domain/plan/would-pass.ts';
import { planText } from '../../domain/plan/plan-text.ts';
import { showSteps } from '../../domain/plan/show-steps.ts';
import { stepLimitError } from '../../domain/plan/step-limit.ts';
import type { Powers } from '../dependencies.ts';
import { previewSteps } from './preview-steps.ts';

/**
 * Makes one plan of several proposed steps, with its preview. It runs at once only if every step would pass as it
 * stands, or wait for approval when its turn comes; where steps lack nothing but a confirmation, the preview shows what runs once it is given.
 * Nobody can tell which step an attachment is meant for, so each of them has all.
 */
export async function draftPlan(powers: Powers, turn: StoredTurn, proposed: readonly ProposedStep[]): Promise<NewPlan> {
  const { projectId, userId, turnId, mode, media } = turn;
  const planId = powers.mintId();
  const steps: RecordedIntent[] = proposed.map((step) => ({ ...step, mode, confirmed: false, ...(media.length > 0 && { media }) }));
  const tooLong = stepLimitError(mode, steps.length, powers.planLimits);
  const preview = tooLong ? null : await previewSteps(powers, turn, steps);
  const error = tooLong ?? (preview && permissionError(preview));
  const runs = preview !== null && wouldPass(preview) && preview.steps.every(({ intent }) => !intent.confirmed);
  return {
    planId,
    projectId,
    userId,
    requestId: `${turnId}#${turn.step}`,
    steps: showSteps(powers.catalog, steps, (text) => powers.seal.mac('chain', text)),
    sealedSteps: sealSteps(powers.seal, steps),
    mode,
    atomicity: 'step',
    trigger: 'chat',
    status: error ? 'rejected' : runs ? 'running' : 'draft',
    digest: powers.seal.mac('plan', planText(steps, 'step')),
    preview,
    error,
    turnId,
    workflowId: runs ? powers.planWorkflowId(projectId, planId) : null,
  };
}
