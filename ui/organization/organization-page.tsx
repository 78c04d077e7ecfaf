import { Suspense } from 'react';
import { useMe } from '../data/use-me.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Forbidden } from '../parts/forbidden.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { TabLinks } from '../parts/tab-links.tsx';
import { ORGANIZATION_TABS } from './organization-tabs.tsx';

const hrefOf = (tab: string) => `/organization/${tab}`;

const tabs = ORGANIZATION_TABS.map(({ value, label }) => ({ href: hrefOf(value), label }));

/** Everything that concerns the whole house: a page for system admins alone. */
export function OrganizationPage({ tab, itemId }: { tab: string; itemId: string | null }) {
  const me = useMe().data;
  const found = ORGANIZATION_TABS.find(({ value }) => value === tab);
  if (me && !me.user.isSystemAdmin) {
    return (
      <Forbidden title="The organisation is for system admins">
        <p>Here they look after all projects, people and keys. One of them can make you a system admin.</p>
      </Forbidden>
    );
  }
  return (
    <TabLinks label="Organisation" tabs={tabs} chosen={hrefOf(tab)}>
      <title>{`${found?.label ?? 'Organisation'} · Organisation · Gatehouse`}</title>
      {found ? (
        <Suspense fallback={<Skeleton label="Loading the page" lines={8} />}>
          <found.Content key={tab} itemId={itemId} />
        </Suspense>
      ) : (
        <EmptyState title="There is no such part of the organisation" />
      )}
    </TabLinks>
  );
}
