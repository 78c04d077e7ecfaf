import { sha256Hex } from '../../platform/digest.ts';

/** What the protocol allows as the name of a function. */
const MAX_NAME = 64;
const HASH_DIGITS = 24;
/** Ends the readable part of a name that was too long; no encoded id holds it. */
const CUT = '-x';

/** An action id as a legal name of a function: letters, digits and `_` stay, `.` is `--`, `@v` is `-v`. A long one ends in a hash. */
export function encodeToolName(actionId: string): string {
  const name = actionId.replace(/@v|[^A-Za-z0-9_]/gu, escape);
  if (name.length <= MAX_NAME) return name;
  return `${name.slice(0, MAX_NAME - CUT.length - HASH_DIGITS)}${CUT}${sha256Hex(actionId).slice(0, HASH_DIGITS)}`;
}

/** The action id that a name stands for; null where it is no such name, or one that was cut and so needs its table. */
export function decodeToolName(name: string): string | null {
  if (name.includes(CUT)) return null;
  const actionId = name.replace(/-(-|v|h([0-9a-f]{6}))/gu, (_all, kind: string, code?: string) =>
    code === undefined ? (kind === 'v' ? '@v' : '.') : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ffff)),
  );
  return encodeToolName(actionId) === name ? actionId : null;
}

/** Names tools and finds their actions again; with ids that were cut too. */
export type ToolNames = { nameOf(actionId: string): string; idOf(name: string): string | null };

/** The names of these actions. */
export function nameTools(actionIds: readonly string[]): ToolNames {
  const ids = new Map(actionIds.map((actionId) => [encodeToolName(actionId), actionId]));
  return { nameOf: encodeToolName, idOf: (name) => ids.get(name) ?? decodeToolName(name) };
}

function escape(part: string): string {
  if (part === '.') return '--';
  return part === '@v' ? '-v' : `-h${(part.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`;
}
