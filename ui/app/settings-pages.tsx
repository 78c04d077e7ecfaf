import { Suspense, lazy } from 'react';
import { Skeleton } from '../parts/skeleton.tsx';
import { TabLinks } from '../parts/tab-links.tsx';
import { LastProjectFrame } from './last-project-frame.tsx';
import { NotFound } from './not-found.tsx';
import { ACCOUNT_PATH, TOKENS_PATH } from './paths.ts';

const AccountPage = lazy(() => import('../account/account-page.tsx').then(({ AccountPage: loaded }) => ({ default: loaded })));
const TokensPage = lazy(() => import('../settings/tokens-page.tsx').then(({ TokensPage: loaded }) => ({ default: loaded })));

const PARTS = [
  { href: ACCOUNT_PATH, label: 'Account', Content: AccountPage },
  { href: TOKENS_PATH, label: 'Access tokens', Content: TokensPage },
] as const;

/** What a person sets for themselves. */
export function SettingsPages({ page }: { page: string }) {
  const part = PARTS.find(({ href }) => href === `/settings/${page}`);
  if (!part) return <NotFound what="There is no such page." />;
  return (
    <LastProjectFrame>
      <TabLinks label="Settings" tabs={PARTS} chosen={part.href}>
        <Suspense fallback={<Skeleton label="Loading the page" lines={8} />}>
          <part.Content />
        </Suspense>
      </TabLinks>
    </LastProjectFrame>
  );
}
