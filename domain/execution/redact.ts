import type { DiffEntry } from '../../contract/execution.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import { canonicalText } from '../state/canonical.ts';
import { utf8Length } from '../state/utf8-length.ts';
import { blotOut } from './blot-out.ts';
import { sensitiveValues } from './sensitive-values.ts';

/** What stands in a record in place of a sensitive value: enough to compare two, too little to read one. */
export type Redacted = { redacted: true; hmac: string; bytes: number };

/** Whether a value stands in place of a sensitive one. */
export function isRedacted(value: unknown): value is Redacted {
  return typeof value === 'object' && value !== null && 'redacted' in value && value.redacted === true && 'hmac' in value;
}

/** Replaces sensitive values of one intent wherever they appear. */
export type Redaction = {
  inputs: (inputs: JsonObject) => JsonObject;
  diff: (diff: readonly DiffEntry[]) => DiffEntry[];
  text: (text: string) => string;
};

/** Redacts the inputs that a schema marks `sensitive: true`, and the same values in diffs and messages. */
export function redactionFor(schema: JsonObject | undefined, inputs: JsonObject, mac: (text: string) => string): Redaction {
  const secrets = schema ? sensitiveValues(schema, inputs) : [];
  if (secrets.length === 0) return { inputs: (given) => given, diff: (diff) => [...diff], text: (text) => text };
  const hidden = new Map(secrets.map((secret) => [canonicalText(secret), redacted(secret, mac)]));
  const hide = (value: Json): Json => {
    const replacement = hidden.get(canonicalText(value));
    if (replacement) return replacement;
    if (Array.isArray(value)) return value.map(hide);
    if (value !== null && typeof value === 'object') return mapValues(value, hide);
    return value;
  };
  return {
    inputs: (given) => mapValues(given, hide),
    diff: (diff) => diff.map((entry) => hideEntry(entry, hide)),
    text: (text) => secrets.reduce<string>((said, secret) => blotOut(blotOut(said, spoken(secret)), escaped(secret)), text),
  };
}

function redacted(secret: Json, mac: (text: string) => string): Redacted {
  const text = canonicalText(secret);
  return { redacted: true, hmac: mac(text), bytes: utf8Length(text) };
}

function spoken(secret: Json): string {
  return typeof secret === 'string' && secret !== '' ? secret : canonicalText(secret);
}

/** The secret as it stands inside JSON text. */
function escaped(secret: Json): string {
  return typeof secret === 'string' && secret !== '' ? JSON.stringify(secret).slice(1, -1) : spoken(secret);
}

function mapValues(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function hideEntry(entry: DiffEntry, hide: (value: Json) => Json): DiffEntry {
  return {
    ...entry,
    ...(entry.value !== undefined && { value: hide(entry.value) }),
    ...(entry.old !== undefined && { old: hide(entry.old) }),
  };
}
