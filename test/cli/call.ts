import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runProgram } from '../../cli/run-program.ts';
import { openTerminal } from '../../cli/terminal.ts';
import type { CommandLineConfig } from '../../platform/config.ts';

export type Called = { code: number; out: string; errors: string };
export type Given = Partial<CommandLineConfig> & { input?: string; isTTY?: boolean };

/** Runs one command line in this process. With `isTTY` the input is what a person types, a line for each question. */
export async function call(args: readonly string[], { input = '', isTTY = false, ...more }: Given = {}): Promise<Called> {
  const streams = { input: Object.assign(new PassThrough(), { isTTY }), output: Object.assign(new PassThrough(), { isTTY }), errors: new PassThrough() };
  if (!isTTY) streams.input.end(input);
  const lines = input.split('\n');
  const heard: string[] = [];
  streams.errors.on('data', (chunk: Buffer) => {
    heard.push(String(chunk));
    if (isTTY && /(\[y\/N\]|>|:) $/.test(String(chunk)) && lines.length > 0) setImmediate(() => streams.input.write(`${lines.shift()}\n`));
  });
  const directory = join(mkdtempSync(join(tmpdir(), 'gatehouse-cli-')), 'gatehouse');
  const config = { url: null, token: null, project: null, databaseUrl: null, secretKeys: null, directory, home: directory, mediaDir: join(directory, 'media'), ...more };
  const code = await runProgram({ args, terminal: openTerminal(streams), config });
  return { code, out: String(streams.output.read() ?? ''), errors: heard.join('') };
}
