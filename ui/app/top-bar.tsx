import { ChevronDown, Search } from 'lucide-react';
import { useOpenProject } from '../data/project-context.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { AccountMenu } from './account-menu.tsx';
import { AlertBell } from './alert-bell.tsx';
import { BudgetMeter } from './budget-meter.tsx';
import { LifecycleBadge } from './lifecycle-badge.tsx';
import { ProjectSwitcher } from './project-switcher.tsx';
import { StopButton } from './stop-button.tsx';
import { StreamBadge } from './stream-badge.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { WorkingTurn } from './working-turn.tsx';
import './badges.css';
import './top-bar.css';

/** Where one is, whether one can trust what one sees, and what is left to spend. */
export function TopBar({ onPalette, onStop }: { onPalette: () => void; onStop: () => void }) {
  const { name, status } = useOpenProject();
  return (
    <header className="bar">
      <h1 className="bar-name truncate">{name}</h1>
      <ProjectSwitcher
        trigger={
          <button type="button" className="bar-switch" aria-label={`Project ${name}, switch project`}>
            <span className="truncate">{name}</span>
            <ChevronDown size={14} aria-hidden />
          </button>
        }
      />
      <LifecycleBadge status={status} />
      <StopButton onStop={onStop} />
      <WorkingTurn />
      <div className="bar-end">
        <BudgetMeter />
        <StreamBadge />
        <button type="button" className="bar-search" aria-keyshortcuts="Control+K" onClick={onPalette}>
          <Search size={15} aria-hidden />
          <span className="bar-search-word">Search</span>
          <KeyHint keys="Ctrl K" />
        </button>
        <AlertBell />
        <ThemeMenu />
        <AccountMenu />
      </div>
    </header>
  );
}
