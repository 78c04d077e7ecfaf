/** The address of one view of the policy. */
export const policyPath = (projectId: string, tab: string): string => `/p/${encodeURIComponent(projectId)}/policy/${tab}`;

/** Two versions to compare; `to` null is the draft, or the version in force where there is none. */
export type Compared = { from: number | null; to: number | null };

/** The address that compares two versions of the policy. */
export function comparePath(projectId: string, { from, to }: Compared): string {
  const given = Object.entries({ from, to }).flatMap(([name, version]) => (version === null ? [] : [[name, String(version)]]));
  const search = new URLSearchParams(given).toString();
  return `${policyPath(projectId, 'versions')}${search ? `?${search}` : ''}`;
}
