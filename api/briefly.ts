const PATIENCE_MS = 500;

/** Waits half a second for something that an answer can do without; undefined when it does not come. */
export async function briefly<Value>(value: Promise<Value>): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  try {
    return await Promise.race([value, promise]);
  } catch {
    return undefined; // It is a live view of a workflow; the row has the truth.
  } finally {
    clearTimeout(timer);
  }
}
