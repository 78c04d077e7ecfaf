import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useNames } from '../data/use-members.ts';
import { useVersions } from '../data/use-versions.ts';
import { IconButton } from '../parts/icon-button.tsx';

const SETTLE_MS = 100;

const marks = (versions: readonly number[]): string => versions.map((version) => `M${version} 0V1`).join('');

/** A mark for each execution that made a version, a taller one where the whole state is stored. */
function Marks({ newest, compare }: { newest: number; compare: number | null }) {
  const { projectId } = useOpenProject();
  const entries = (useVersions(projectId).data?.pages ?? []).flatMap(({ items }) => items);
  return (
    <svg className="slider-marks" viewBox={`0 0 ${Math.max(1, newest)} 1`} preserveAspectRatio="none" aria-hidden>
      <path className="mark" d={marks(entries.filter(({ isCheckpoint }) => !isCheckpoint).map(({ version }) => version))} />
      <path className="mark mark-checkpoint" d={marks(entries.filter(({ isCheckpoint }) => isCheckpoint).map(({ version }) => version))} />
      {compare !== null && <path className="mark mark-compare" d={marks([compare])} />}
    </svg>
  );
}

/** Hands a dragged value on once it rests, so that what is only passed is not loaded. */
function useSettled(shown: number, onChange: (version: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const timer = useRef(0);
  useEffect(() => setDragged(null), [shown]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const drag = (version: number) => {
    setDragged(version);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onChange(version), SETTLE_MS);
  };
  return { value: dragged ?? shown, drag };
}

type Given = { shown: number; newest: number; compare: number | null; onChange: (version: number) => void };

/** Moves through the versions, from the beginning to the newest; the arrow keys step. */
export function VersionSlider({ shown, newest, compare, onChange }: Given) {
  const { projectId } = useOpenProject();
  const nameOf = useNames(projectId);
  const entries = useVersions(projectId).data?.pages.flatMap(({ items }) => items) ?? [];
  const { value, drag } = useSettled(shown, onChange);
  const entry = entries.find(({ version }) => version === value);
  const made = entry?.actionId ? `, ${entry.actionId}${entry.userId ? ` by ${nameOf(entry.userId)}` : ''}` : '';
  return (
    <div className="slider">
      <IconButton label="Earlier version (←)" icon={ChevronLeft} disabled={shown <= 0} onClick={() => onChange(shown - 1)} />
      <span className="slider-place">
        <input type="range" className="slider-input" aria-label="Version" min={0} max={newest} value={Math.min(value, newest)} aria-valuetext={`Version ${value}${made}`} onChange={({ target }) => drag(Number(target.value))} />
        <Marks newest={newest} compare={compare} />
      </span>
      <IconButton label="Later version (→)" icon={ChevronRight} disabled={shown >= newest} onClick={() => onChange(shown + 1)} />
      <span className="slider-figures" data-figures>
        {value} of {newest}
      </span>
    </div>
  );
}
