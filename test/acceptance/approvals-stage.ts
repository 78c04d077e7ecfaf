import type { Approval } from '../../contract/approval.ts';
import type { Execution } from '../../contract/execution.ts';
import { type Answer, expectData } from '../support/http.ts';
import { type Actor, type Asked, openStage, type Stage } from './stage.ts';

/** Increments wait for one admin; everything else runs. */
export const HOLD_INCREMENTS = { approvals: [{ id: 'by-hand', when: { actions: ['demo.counter.increment'] } }] };

export type Ballot = { digest?: string; comment?: string };

/** A stage with people who ask and people who decide. */
export type ApprovalsStage = Stage & {
  asker: Actor;
  /** Another admin than the one who opened the project. */
  second: Actor;
  third: Actor;
  /** Asks for something that has to wait, and answers the request. */
  ask: (intent?: Asked, who?: Actor) => Promise<Approval>;
  read: (approval: Pick<Approval, 'approvalId'>, who?: Actor) => Promise<Approval>;
  vote: (who: Actor, approval: Approval, vote: 'approve' | 'deny', more?: Ballot) => Promise<Answer<Approval>>;
  call: (who: Actor, approval: Approval, what: 'cancel' | 'refresh') => Promise<Answer<Approval>>;
  /** The rows of one attempt, oldest first. */
  rowsOf: (approval: Approval) => Promise<Execution[]>;
};

/** Opens a project in which people are asked. */
export async function openApprovals(policy: unknown = HOLD_INCREMENTS, house?: Stage['house']): Promise<ApprovalsStage> {
  const stage = await openStage(policy, house);
  const [asker, second, third] = [await stage.join('operator'), await stage.join('admin'), await stage.join('admin')];
  const at = ({ approvalId }: Pick<Approval, 'approvalId'>) => stage.at(`/approvals/${approvalId}`);
  const read: ApprovalsStage['read'] = async (approval, who = stage.admin) => expectData(await who.session.get<Approval>(at(approval)));
  return {
    ...stage,
    ...{ asker, second, third, read },
    ask: async (intent = { actionId: 'demo.counter.increment' }, who = asker) => {
      const { status, approvalId, message } = await who.run(intent);
      if (status !== 'pending_approval' || approvalId === null) throw new Error(`${status}: ${message}`);
      return read({ approvalId });
    },
    vote: (who, approval, vote, { digest = approval.digest, ...more } = {}) => who.session.post<Approval>(`${at(approval)}/votes`, { vote, digest, ...more }),
    call: (who, approval, what) => who.session.post<Approval>(`${at(approval)}/${what}`),
    rowsOf: async ({ executionId, approvalId }) => (await stage.executions()).filter((row) => row.executionId === executionId || row.approvalId === approvalId).toReversed(),
  };
}
