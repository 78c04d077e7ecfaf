import { createActivities } from '../../activities/index.ts';
import type { Execution } from '../../contract/execution.ts';
import type { Intent } from '../../contract/intent.ts';
import type { Plan } from '../../contract/plan.ts';
import { sealSteps } from '../../db/stores/plan-steps.ts';
import { changePlan, findPlan, insertPlan, wirePlan } from '../../db/stores/plans.ts';
import { planText } from '../../domain/plan/plan-text.ts';
import { mintId } from '../../platform/ids.ts';
import type { Sent, Stage } from './stage.ts';

/** Plans over the stage of one activity test; every activity runs as its workflow would run it. */
export type PlanStage = ReturnType<typeof plansOn>;

export function plansOn(stage: Stage) {
  const { database, powers } = stage;
  const read = async (projectId: string, planId: string): Promise<Plan> => wirePlan(database.read, (await findPlan(database.read, projectId, planId))!);
  return {
    read,
    /** Stores a running plan and answers its id. */
    start: async (projectId: string, sent: readonly Sent[], atomicity: 'step' | 'plan' = 'step', userId = 'ada'): Promise<string> => {
      const planId = mintId();
      const steps: Intent[] = sent.map(({ actionId, inputs = {}, confirmed = false }) => ({ actionId, inputs, confirmed, mode: 'assisted' }));
      await database.write((sql) =>
        insertPlan(sql, {
          ...{ planId, projectId, userId, requestId: planId, steps, sealedSteps: sealSteps(powers.seal, steps), mode: 'assisted', atomicity, trigger: 'api' },
          ...{ status: 'running', digest: powers.seal.mac('plan', planText(steps, atomicity)), preview: null, error: null, turnId: null, workflowId: `plan/${planId}` },
        }),
      );
      return planId;
    },
    advance: (projectId: string, planId: string) => createActivities(powers).advancePlan({ projectId, planId }),
    /** Advances until the plan rests. */
    carry: async (projectId: string, planId: string): Promise<Plan> => {
      for (let round = 0; round < 100; round += 1) {
        const { status } = await createActivities(powers).advancePlan({ projectId, planId });
        if (status !== 'running') break;
      }
      return read(projectId, planId);
    },
    cancel: (projectId: string, planId: string) => database.write((sql) => changePlan(sql, { projectId, planId }, ['running', 'awaiting_approval'], { status: 'cancelled' })),
    /** Votes for a request and has it settled. */
    vote: async (projectId: string, approvalId: string, vote: 'approve' | 'deny', userId = 'otto') => {
      await database.read('insert into approval_vote (approval_id, user_id, vote, comment, at) values ($1, $2, $3, null, now())', [approvalId, userId, vote]);
      return createActivities(powers).settleApproval({ projectId, approvalId });
    },
    settle: (projectId: string, approvalId: string) => createActivities(powers).settleApproval({ projectId, approvalId }),
    level: async (projectId: string): Promise<number> => {
      const [row] = await database.read<{ level: number }>(`select (state->>'level')::float8 as level from component_state where project_id = $1 and component_id = 'tank'`, [projectId]);
      return row?.level ?? 0;
    },
  };
}

export const statuses = (executions: readonly Pick<Execution, 'status'>[]) => executions.map(({ status }) => status);
