import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { Mode } from '../../contract/intent.ts';
import { Menu, MenuChoice, MenuLabel } from '../parts/menu.tsx';
import { readStored, writeStored } from '../storage.ts';

const STORED = 'gatehouse.mode';

const modes = {
  interactive: { label: 'Interactive', hint: 'one step' },
  assisted: { label: 'Assisted', hint: 'up to 5 steps' },
  autonomous: { label: 'Autonomous', hint: 'up to 10 steps' },
} as const satisfies Record<Mode, { label: string; hint: string }>;

const parse = (text: string | null): Mode => (text === 'interactive' || text === 'autonomous' ? text : 'assisted');

/** The mode of the next message, kept for the next visit. */
export function useMode(): [Mode, (mode: Mode) => void] {
  const [mode, setMode] = useState(() => parse(readStored(localStorage, STORED)));
  const choose = (chosen: Mode) => {
    writeStored(localStorage, STORED, chosen);
    setMode(chosen);
  };
  return [mode, choose];
}

/** How much one message may do. */
export function ModeMenu({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const { label, hint } = modes[mode];
  const trigger = (
    <button type="button" className="mode" aria-label={`Mode: ${label}, ${hint}`}>
      {label} <ChevronDown size={13} aria-hidden />
    </button>
  );
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>How much one message may do</MenuLabel>
      <MenuChoice value={mode} onChange={(value) => onChange(parse(value))} options={Object.entries(modes).map(([value, words]) => ({ value, ...words }))} />
    </Menu>
  );
}
