import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import { isRedacted } from '../execution/redact.ts';
import { canonicalText } from '../state/canonical.ts';

/** A stored diff with whatever the record of it withholds withheld in the same way: as its HMAC, which differs from the recorded one where the value does. */
export function withholdDelta(recorded: readonly DiffEntry[], stored: readonly DiffEntry[], mac: (text: string) => string | null): DiffEntry[] {
  return stored.map((entry, index) => {
    const { value, old } = recorded[index] ?? {};
    return {
      ...entry,
      ...('value' in entry && entry.value !== undefined ? { value: withhold(value, entry.value, mac) } : {}),
      ...('old' in entry && entry.old !== undefined ? { old: withhold(old, entry.old, mac) } : {}),
    };
  });
}

function withhold(recorded: Json | undefined, real: Json, mac: (text: string) => string | null): Json {
  if (isRedacted(recorded)) return { redacted: true, hmac: mac(canonicalText(real)) ?? '', bytes: recorded.bytes };
  if (recorded === undefined || recorded === null || typeof recorded !== 'object' || real === null || typeof real !== 'object') return real;
  const parts = new Map(Object.entries(recorded));
  if (Array.isArray(real)) return real.map((member, index) => withhold(parts.get(String(index)), member, mac));
  return Object.fromEntries(Object.entries(real).map(([key, member]) => [key, withhold(parts.get(key), member, mac)]));
}
