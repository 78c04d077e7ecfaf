/** How long a confirmation may be given after it was asked for. */
export const CONFIRMATION_WINDOW_MS = 10 * 60_000;

/** Whether a confirmation that was asked for at `askedAt` can still be given. */
export function canStillConfirm(askedAt: Date | null, now: Date): boolean {
  return askedAt !== null && now.getTime() - askedAt.getTime() <= CONFIRMATION_WINDOW_MS;
}
