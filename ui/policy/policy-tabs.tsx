import { useLocation } from 'wouter';
import type { PolicyVersion } from '../../contract/policy.ts';
import { useOpenProject } from '../data/project-context.ts';
import { Tabs } from '../parts/tabs.tsx';
import { BacktestPanel } from './backtest-panel.tsx';
import { policyPath } from './compare-path.ts';
import { RolesPanel } from './roles-panel.tsx';
import { SimulatePanel } from './simulate-panel.tsx';
import type { Check } from './use-check.ts';
import type { PolicyDraft } from './use-draft.ts';
import { VersionsPanel } from './versions-panel.tsx';

type Given = { tab: string | null; current: PolicyVersion; draft: PolicyDraft; check: Check; isAdmin: boolean; mayEdit: boolean };

/** What the policy was, what it would say to one intent and of one person, and what it would have said to all intents. */
export function PolicyTabs({ tab, current, draft, check, isAdmin, mayEdit }: Given) {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const versions = { value: 'versions', label: 'Versions', content: <VersionsPanel current={current} draft={draft} mayEdit={mayEdit} /> } as const;
  const simulate = { value: 'simulate', label: 'Simulate', content: <SimulatePanel draft={draft} check={check} /> } as const;
  const backtest = { value: 'backtest', label: 'Backtest', content: <BacktestPanel draft={draft} check={check} /> } as const;
  const roles = { value: 'roles', label: 'Roles', content: <RolesPanel draft={draft} check={check} /> } as const;
  const tabs = isAdmin ? [versions, simulate, backtest, roles] : [versions];
  const value = tabs.find((known) => known.value === tab)?.value ?? 'versions';
  return <Tabs<'versions' | 'simulate' | 'backtest' | 'roles'> label="What it was and would do" tabs={tabs} value={value} onChange={(next) => navigate(policyPath(projectId, next), { replace: true })} />;
}
