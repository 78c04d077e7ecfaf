import { lazy } from 'react';
import { LastProjectFrame } from './last-project-frame.tsx';
import { NotFound } from './not-found.tsx';

const TokensPage = lazy(() => import('../settings/tokens-page.tsx').then(({ TokensPage: loaded }) => ({ default: loaded })));

/** What a person sets for themselves. */
export function SettingsPages({ page }: { page: string }) {
  if (page !== 'tokens') return <NotFound what="There is no such page." />;
  return (
    <LastProjectFrame>
      <TokensPage />
    </LastProjectFrame>
  );
}
