import { useLocation, useSearch } from 'wouter';
import { useOpenProject } from '../data/project-context.ts';

const VERSION = /^\d{1,15}$/;

const readVersion = (text: string | null): number | null => (text !== null && VERSION.test(text) ? Number(text) : null);

export type Chosen = { version: number | null; compare: number | null };

/** The versions that the address names: the one to show, if it is not to follow the newest, and the one to compare it with. */
export function useVersion() {
  const { projectId } = useOpenProject();
  const [, navigate] = useLocation();
  const given = new URLSearchParams(useSearch());
  const chosen: Chosen = { version: readVersion(given.get('version')), compare: readVersion(given.get('compare')) };
  const choose = (change: Partial<Chosen>) => {
    const next = Object.entries({ ...chosen, ...change }).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
    const search = new URLSearchParams(next).toString();
    navigate(`/p/${encodeURIComponent(projectId)}/state${search ? `?${search}` : ''}`, { replace: true });
  };
  return { ...chosen, choose };
}
