const MAX_CAUSES = 6;

/** Whether something holds of an error or of one that caused it, the parts of an AggregateError among them; at most six deep. */
export function someCause(error: unknown, isSo: (error: Error) => boolean, depth = 0): boolean {
  if (!(error instanceof Error) || depth > MAX_CAUSES) return false;
  const parts: unknown[] = error instanceof AggregateError ? error.errors : [];
  return isSo(error) || [...parts, error.cause].some((cause) => someCause(cause, isSo, depth + 1));
}
