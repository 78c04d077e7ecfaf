import type { DiffEntry } from '../../contract/execution.ts';
import type { Json } from '../../contract/json.ts';
import { segmentsOf } from '../state/pointer.ts';
import { isRedacted } from './redact.ts';

const MAX_ENTRIES = 6;
const MAX_VALUE_LENGTH = 60;

/** Says a diff in words, bounded in length: `demo.counter value 3 → 5`. */
export function diffInWords(diff: readonly DiffEntry[]): string {
  const said = diff.slice(0, MAX_ENTRIES).map(entryInWords).join(', ');
  return diff.length > MAX_ENTRIES ? `${said}, and ${diff.length - MAX_ENTRIES} more changes` : said;
}

function entryInWords({ op, path, value, old }: DiffEntry): string {
  const place = segmentsOf(path).join(' ');
  switch (op) {
    case 'add':
      return `${place} set to ${valueInWords(value)}`;
    case 'replace':
      return `${place} ${valueInWords(old)} → ${valueInWords(value)}`;
    case 'remove':
      return `${place} removed`;
  }
}

function valueInWords(value: Json | undefined): string {
  const text = JSON.stringify(value, hideRedacted) ?? 'nothing';
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
}

function hideRedacted(_key: string, value: unknown): unknown {
  return isRedacted(value) ? '[redacted]' : value;
}
