/** Reads a value that the browser keeps for this page; without storage there is none. */
export function readStored(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a value, or forgets it when it is null. Without storage nothing is kept, and nothing breaks. */
export function writeStored(storage: Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, value);
  } catch {
    // A full or forbidden storage only means that the choice is asked for again.
  }
}
