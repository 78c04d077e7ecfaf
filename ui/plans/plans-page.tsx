import { useOpenProject } from '../data/project-context.ts';
import { usePlanList } from '../data/use-plan-list.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { Split } from '../parts/split.tsx';
import { useRowKeys } from '../parts/use-row-keys.ts';
import { newPlanId } from './new-plan-id.ts';
import { NewPlanForm } from './new-plan-form.tsx';
import { PlanDetail } from './plan-detail.tsx';
import { PlanList } from './plan-list.tsx';
import { usePlanAddress } from './use-plan-address.ts';
import './plans-page.css';

const Hint = () => (
  <p>
    Choose a plan to see every step with what each gate says. <KeyHint keys="J" /> and <KeyHint keys="K" /> move through the list.
  </p>
);

/** The plans of a project and the one that is open: what it would do, what may be done about it, and what came of it. */
export function PlansPage({ planId }: { planId: string | null }) {
  const { projectId, name } = useOpenProject();
  const address = usePlanAddress();
  const query = usePlanList(projectId, address.filter);
  const plans = (query.data?.pages ?? []).flatMap(({ items }) => items).filter(({ status }) => address.filter === 'all' || status === address.filter);
  useRowKeys(plans.map((plan) => plan.planId), planId, (id) => address.open(id, planId !== null));
  const item = planId === null ? null : planId === newPlanId ? <NewPlanForm onMade={(id) => address.open(id, true)} /> : <PlanDetail key={planId} planId={planId} />;
  return (
    <>
      <title>{`Plans · ${name} · Gatehouse`}</title>
      <Split label="Plans" itemLabel="Chosen plan" back={address.list} list={<PlanList query={query} plans={plans} address={address} openId={planId} />} item={item} hint={<Hint />} />
    </>
  );
}
