import { lazy } from 'react';
import { LastProjectFrame } from './last-project-frame.tsx';

const OrganizationPage = lazy(() => import('../organization/organization-page.tsx').then(({ OrganizationPage: loaded }) => ({ default: loaded })));

/** What concerns no project alone, inside the frame of the last one. */
export const Organization = ({ tab, itemId }: { tab: string; itemId: string | null }) => (
  <LastProjectFrame>
    <OrganizationPage tab={tab} itemId={itemId} />
  </LastProjectFrame>
);
