import { Suspense, lazy, useState } from 'react';
import type { ReactNode } from 'react';
import { useShortcut } from '../parts/use-shortcut.ts';
import { BlockedBanner } from './blocked-banner.tsx';
import { Rail } from './rail.tsx';
import { TopBar } from './top-bar.tsx';
import './frame.css';

const StopDialog = lazy(() => import('./stop-dialog.tsx').then(({ StopDialog: loaded }) => ({ default: loaded })));
const Palette = lazy(() => import('./palette.tsx').then(({ Palette: loaded }) => ({ default: loaded })));

/** What surrounds every page of a project: the rail, the bar, and the palette behind Ctrl K. */
export function Frame({ sessionId, children }: { sessionId: string | null; children: ReactNode }) {
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [stopOpen, setStopOpen] = useState(false);
  useShortcut((event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    setPaletteOpen((open) => !open);
  });
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Rail />
      <TopBar onPalette={() => setPaletteOpen(true)} onStop={() => setStopOpen(true)} />
      <BlockedBanner />
      <main id="main" className="frame-main" tabIndex={-1}>
        {children}
      </main>
      <Suspense fallback={null}>{paletteOpen && <Palette sessionId={sessionId} onClose={() => setPaletteOpen(false)} onStop={() => setStopOpen(true)} />}</Suspense>
      <Suspense fallback={null}>{stopOpen && <StopDialog onClose={() => setStopOpen(false)} />}</Suspense>
    </div>
  );
}
