import { Link } from 'wouter';
import type { Item } from '../client.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useNames } from '../data/use-members.ts';
import { ActionName } from '../parts/action-name.tsx';
import { planLooks } from '../parts/look.ts';
import { Moment } from '../parts/moment.tsx';

/** One plan in two lines: how it stands, what it begins with, whose it is and how far it came. */
export function PlanRow({ plan, path, open }: { plan: Item<'listPlans'>; path: string; open: boolean }) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const { icon: Icon, tone, word } = planLooks[plan.status];
  const [first, ...others] = plan.steps;
  return (
    <li>
      <Link href={path} className={`split-row tone-${tone}`} aria-current={open ? 'true' : undefined} data-plan={plan.planId}>
        <Icon size={14} strokeWidth={2.25} aria-hidden className={word === 'Running' ? 'turning' : undefined} />
        <span className="truncate">
          {first && <ActionName actionId={first.actionId} />}
          {others.length > 0 && <span className="faint"> and {others.length} more</span>}
        </span>
        <Moment at={plan.createdAt} />
        <span className="split-row-more">
          <span className="truncate">{nameOf(plan.userId)}</span>
          <span data-figures>
            {word}
            {plan.currentStep > 0 && plan.status !== 'succeeded' ? `, ${plan.currentStep} of ${plan.steps.length} done` : ''}
          </span>
        </span>
      </Link>
    </li>
  );
}
