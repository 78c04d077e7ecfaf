/** Whether an action id, without its version, fits one of the globs; `*` stands for any characters, and no list fits everything. */
export function matchesAny(globs: readonly string[] | undefined, actionId: string): boolean {
  return globs === undefined || globs.some((glob) => matches(glob, actionId));
}

/** Compares part by part from left to right, so that the work grows with the length of both, whatever the glob. */
function matches(glob: string, actionId: string): boolean {
  const parts = glob.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return glob === actionId;
  if (!actionId.startsWith(first) || !actionId.endsWith(last) || actionId.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = actionId.indexOf(part, at);
    if (found < 0 || found + part.length > actionId.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
