import type { ReactNode } from 'react';
import { Link } from 'wouter';
import './tab-links.css';
import './tabs.css';

type Given = { label: string; tabs: readonly { href: string; label: string }[]; chosen: string; children: ReactNode };

/** A page in parts, each with an address of its own; the names of the parts stand above the one that is shown. */
export const TabLinks = ({ label, tabs, chosen, children }: Given) => (
  <div className="tab-links">
    <nav className="tabs-list tab-links-names" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} className="tabs-name" data-state={tab.href === chosen ? 'active' : 'inactive'} aria-current={tab.href === chosen ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
    <div className="tab-links-body">{children}</div>
  </div>
);
