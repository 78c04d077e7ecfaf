const MAX_TEXT = 300;

/** An error in a line for the log: its name, code and message, without what it carries along, which may be what a token says. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const cause = error.cause instanceof Error && 'code' in error.cause && typeof error.cause.code === 'string' ? ` (${error.cause.code})` : '';
  return `${error.name}${code}: ${error.message}${cause}`.slice(0, MAX_TEXT);
}
