import type { ApprovalNeed } from '../../contract/execution.ts';

/** A role as a person says it, in the singular or the plural. */
const people = ({ requiredRole, quorum }: ApprovalNeed): string => `${quorum} ${requiredRole}${quorum === 1 ? '' : 's'}`;

/** The approvals that a plan needs before it ends, each once, with the rule that asks for it. */
export function PlanNeeds({ needs }: { needs: readonly ApprovalNeed[] }) {
  const each = new Map(needs.map((need) => [`${need.gate}/${need.rule}`, need]));
  return (
    <ul className="plan-needs">
      {[...each].map(([key, need]) => (
        <li key={key}>
          {people(need)} <span className="faint">by</span> <code>{need.rule}</code>
        </li>
      ))}
    </ul>
  );
}
