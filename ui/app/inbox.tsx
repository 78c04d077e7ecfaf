import { lazy } from 'react';
import { LastProjectFrame } from './last-project-frame.tsx';

const InboxPage = lazy(() => import('../approvals/inbox-page.tsx').then(({ InboxPage: loaded }) => ({ default: loaded })));

/** What a person may decide, whatever project it belongs to. */
export const Inbox = () => (
  <LastProjectFrame>
    <InboxPage />
  </LastProjectFrame>
);
