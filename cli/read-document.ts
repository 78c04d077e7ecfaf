import type { z } from 'zod';
import { pointerOf } from '../domain/state/pointer.ts';
import { readTextFile } from '../platform/files.ts';
import { parseYaml } from '../registry/parse-yaml.ts';
import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** A place in a document that is not as it should be; `path` is a JSON Pointer. */
export type DocumentIssue = { path: string; message: string };

/** What a YAML or JSON file, or standard input where it is called `-`, holds; or all that is wrong with it. */
export async function readDocument<T>(terminal: Terminal, file: string, schema: z.ZodType<T>): Promise<{ data: T } | { issues: DocumentIssue[] }> {
  const text = file === '-' ? await terminal.readAll() : readTextFile(file);
  const document = parseText(text);
  if ('issues' in document) return document;
  const { data, error } = schema.safeParse(document.data);
  return error ? { issues: error.issues.map(({ path, message }) => ({ path: pointerOf(path.map(String)), message })) } : { data };
}

/** As `readDocument`; a document that is wrong ends the command. */
export async function requireDocument<T>(terminal: Terminal, file: string, schema: z.ZodType<T>): Promise<T> {
  const read = await readDocument(terminal, file, schema);
  if ('data' in read) return read.data;
  throw new CommandError(read.issues.map((issue) => issueText(file, issue)).join('\n'));
}

export const issueText = (file: string, { path, message }: DocumentIssue): string => `${file === '-' ? 'standard input' : file}${path === '' ? '' : ` at ${path}`}: ${message}`;

function parseText(text: string): { data: unknown } | { issues: DocumentIssue[] } {
  try {
    return { data: parseYaml(text) };
  } catch (error) {
    return { issues: [{ path: '', message: error instanceof Error ? error.message : String(error) }] };
  }
}
