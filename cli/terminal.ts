import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Readable } from 'node:stream';
import { CommandError } from './command-error.ts';

const MAX_INPUT_BYTES = 1_048_576;
const STEERING = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Where a command speaks and listens. */
export type Terminal = {
  /** A person is there to answer. */
  isInteractive: boolean;
  /** A result, on standard output. */
  print: (text: string) => void;
  /** A remark or an error, on standard error. */
  warn: (text: string) => void;
  /** Asks a person; the question goes to standard error, so that results can be piped. */
  ask: (question: string) => Promise<string>;
  /** As `ask`, showing nothing of what is typed. */
  askHidden: (question: string) => Promise<string>;
  /** All of standard input. */
  readAll: () => Promise<string>;
};

export type Streams = { input: Readable & { isTTY?: boolean }; output: Writable & { isTTY?: boolean }; errors: Writable };

/** A terminal over three streams. What it prints is free of control characters, so that no stored text can steer a screen. */
export const openTerminal = ({ input, output, errors }: Streams): Terminal => ({
  isInteractive: input.isTTY === true && output.isTTY === true,
  print: (text) => void output.write(`${harmless(text)}\n`),
  warn: (text) => void errors.write(`${harmless(text)}\n`),
  ask: (question) => prompt(question, { input, output: errors }),
  askHidden: async (question) => {
    errors.write(question);
    const answer = await prompt('', { input, output: new Writable({ write: (_chunk, _encoding, done) => done() }) });
    errors.write('\n');
    return answer;
  },
  readAll: () => readAll(input),
});

/** Text without what a terminal would obey: all control characters but tab and line feed, and marks that turn its direction. */
export const harmless = (text: string): string => text.replace(STEERING, '');

/** Data as JSON, in which such characters are escaped, so that nothing is lost. */
export const jsonText = (data: unknown): string => JSON.stringify(data, null, 2).replace(STEERING, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function prompt(question: string, streams: { input: Readable; output: Writable }): Promise<string> {
  const asked = createInterface({ ...streams, terminal: true });
  const gone = new Promise<never>((_resolve, reject) => {
    asked.once('SIGINT', () => reject(new CommandError('Interrupted.')));
    asked.once('close', () => reject(new CommandError('The input ended before there was an answer.')));
  });
  try {
    return (await Promise.race([asked.question(question), gone])).trim();
  } finally {
    gone.catch(() => undefined); // Closing is no error once there is an answer.
    asked.close();
  }
}

async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > MAX_INPUT_BYTES) throw new CommandError(`Standard input holds more than ${MAX_INPUT_BYTES} bytes.`);
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}
