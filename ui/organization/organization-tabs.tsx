import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';

const OverviewPanel = lazy(() => import('./overview-panel.tsx').then(({ OverviewPanel: loaded }) => ({ default: loaded })));
const AuditPanel = lazy(() => import('./audit-panel.tsx').then(({ AuditPanel: loaded }) => ({ default: loaded })));
const ProjectsPanel = lazy(() => import('./projects-panel.tsx').then(({ ProjectsPanel: loaded }) => ({ default: loaded })));
const KeysPanel = lazy(() => import('./keys-panel.tsx').then(({ KeysPanel: loaded }) => ({ default: loaded })));
const TemplatesPanel = lazy(() => import('./templates-panel.tsx').then(({ TemplatesPanel: loaded }) => ({ default: loaded })));
const AlertsPage = lazy(() => import('../alerts/alerts-page.tsx').then(({ AlertsPage: loaded }) => ({ default: loaded })));
const UsersPage = lazy(() => import('../people/users-page.tsx').then(({ UsersPage: loaded }) => ({ default: loaded })));

/** One part of the organisation; `itemId` is what stands behind it in the address, where something does. */
export type OrganizationTab = { value: string; label: string; Content: LazyExoticComponent<ComponentType<{ itemId: string | null }>> };

/** What system admins look after, in the order in which it is shown. */
export const ORGANIZATION_TABS: readonly OrganizationTab[] = [
  { value: 'overview', label: 'Overview', Content: OverviewPanel },
  { value: 'audit', label: 'Audit', Content: AuditPanel },
  { value: 'projects', label: 'Projects', Content: ProjectsPanel },
  { value: 'alerts', label: 'Alerts', Content: AlertsPage },
  { value: 'users', label: 'Users', Content: UsersPage },
  { value: 'templates', label: 'Templates', Content: TemplatesPanel },
  { value: 'keys', label: 'Keys', Content: KeysPanel },
];
