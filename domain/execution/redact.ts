import type { DiffEntry } from '../../contract/execution.ts';
import type { Json, JsonObject } from '../../contract/json.ts';
import { canonicalText } from '../state/canonical.ts';

/** What stands in a record in place of a sensitive value: enough to compare two, too little to read one. */
export type Redacted = { redacted: true; hmac: string; bytes: number };

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
    text: (text) => secrets.reduce<string>((said, secret) => said.replaceAll(spoken(secret), '[redacted]'), text),
  };
}

function sensitiveValues(schema: JsonObject, value: Json): Json[] {
  if (schema['sensitive'] === true) return [value];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item) => sensitiveValues(objectAt(schema, 'items'), item));
  const properties = objectAt(schema, 'properties');
  return Object.entries(value).flatMap(([name, inner]) => sensitiveValues(objectAt(properties, name), inner));
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}

function redacted(secret: Json, mac: (text: string) => string): Redacted {
  const text = canonicalText(secret);
  return { redacted: true, hmac: mac(text), bytes: utf8Length(text) };
}

function utf8Length(text: string): number {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/%[0-9A-F]{2}/g, '.').length;
}

function spoken(secret: Json): string {
  return typeof secret === 'string' && secret !== '' ? secret : canonicalText(secret);
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
