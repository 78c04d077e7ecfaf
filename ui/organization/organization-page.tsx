import { Suspense } from 'react';
import { Link } from 'wouter';
import { useMe } from '../data/use-me.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Forbidden } from '../parts/forbidden.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ORGANIZATION_TABS } from './organization-tabs.tsx';
import '../parts/tabs.css';
import './organization-page.css';

const TabLinks = ({ chosen }: { chosen: string }) => (
  <nav className="tabs-list organization-tabs" aria-label="Organisation">
    {ORGANIZATION_TABS.map(({ value, label }) => (
      <Link key={value} href={`/organization/${value}`} className="tabs-name" data-state={value === chosen ? 'active' : 'inactive'} aria-current={value === chosen ? 'page' : undefined}>
        {label}
      </Link>
    ))}
  </nav>
);

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
    <div className="organization">
      <title>{`${found?.label ?? 'Organisation'} · Organisation · Gatehouse`}</title>
      <TabLinks chosen={tab} />
      <div className="organization-body">
        {found ? (
          <Suspense fallback={<Skeleton label="Loading the page" lines={8} />}>
            <found.Content key={tab} itemId={itemId} />
          </Suspense>
        ) : (
          <EmptyState title="There is no such part of the organisation" />
        )}
      </div>
    </div>
  );
}
