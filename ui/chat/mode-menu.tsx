import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { Mode } from '../../contract/intent.ts';
import { useMe } from '../data/use-me.ts';
import { Menu, MenuChoice, MenuLabel } from '../parts/menu.tsx';
import { readStored, writeStored } from '../storage.ts';
import { stepLimit } from './step-limit.ts';

const STORED = 'gatehouse.mode';

const labels = { interactive: 'Interactive', assisted: 'Assisted', autonomous: 'Autonomous' } as const satisfies Record<Mode, string>;

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

/** How much one message may do, as this installation limits it. */
export function ModeMenu({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const limits = useMe().data?.planLimits;
  const trigger = (
    <button type="button" className="mode" aria-label={`Mode: ${labels[mode]}, ${stepLimit(limits?.[mode])}`}>
      {labels[mode]} <ChevronDown size={13} aria-hidden />
    </button>
  );
  return (
    <Menu trigger={trigger} align="start">
      <MenuLabel>How much one message may do</MenuLabel>
      <MenuChoice value={mode} onChange={(value) => onChange(parse(value))} options={Object.entries(labels).map(([value, label]) => ({ value, label, hint: stepLimit(limits?.[parse(value)]) }))} />
    </Menu>
  );
}
