import { useLocation, useSearch } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';
import { comparePath } from './compare-path.ts';
import type { Compared } from './compare-path.ts';

const VERSION = /^[1-9]\d{0,8}$/;

const read = (text: string | null): number | null => (text !== null && VERSION.test(text) ? Number(text) : null);

/** The two versions that the address names. */
export function useCompared() {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const given = new URLSearchParams(useSearch());
  const compared: Compared = { from: read(given.get('from')), to: read(given.get('to')) };
  return { ...compared, compare: (next: Compared) => navigate(comparePath(projectId, next), { replace: true }) };
}
