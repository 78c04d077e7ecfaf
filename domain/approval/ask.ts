import type { DiffEntry, EffectRequest } from '../../contract/execution.ts';
import type { Intent, RecordedIntent } from '../../contract/intent.ts';
import type { Role } from '../../contract/project.ts';
import type { Hold } from '../gates/gate.ts';
import type { Read } from './read-set.ts';

/** Everything that a new approval is stored with; its digest is an HMAC over what it is bound to, and `reads` are kept sealed. */
export type NewApproval = {
  approvalId: string;
  projectId: string;
  executionId: string;
  attemptId: string;
  planId: string | null;
  turnId: string | null;
  requestedBy: string;
  intent: RecordedIntent | null;
  steps: Intent[] | null;
  reason: { gate: string; rule: string; text: string };
  diff: DiffEntry[];
  effects: EffectRequest[];
  cost: number;
  digest: string;
  reads: readonly Read[];
  policyVersion: number;
  requiredRole: Role;
  quorum: number;
  retryOf: string | null;
  expiresAt: string;
  createdAt: string;
};

const RANK: readonly Role[] = ['viewer', 'operator', 'admin'];

/** What several holds ask for together: the highest role, the largest quorum, and the shortest time. */
export function askOfHolds(holds: readonly Hold[]): { reason: NewApproval['reason']; requiredRole: Role; quorum: number; expiresAfterMs: number } {
  const highest = Math.max(...holds.map(({ requiredRole }) => RANK.indexOf(requiredRole)));
  return {
    reason: { gate: holds[0]?.gate ?? 'approval', rule: holds.map(({ rule }) => rule).join(', '), text: holds.map(({ text }) => text).join(' ') },
    requiredRole: RANK[highest] ?? 'admin',
    quorum: Math.max(...holds.map(({ quorum }) => quorum)),
    expiresAfterMs: Math.min(...holds.map(({ expiresAfterMs }) => expiresAfterMs)),
  };
}
