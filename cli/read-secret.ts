import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** A secret that a person types unseen, or the first line of standard input; never an argument, which other users of the computer can see. */
export async function readSecret(terminal: Terminal, question: string): Promise<string> {
  const secret = terminal.isInteractive ? await terminal.askHidden(question) : ((await terminal.readAll()).split(/\r?\n/, 1)[0] ?? '');
  if (secret === '') throw new CommandError('Nothing was given where a secret was expected.');
  return secret;
}

/** As `readSecret`, for a new one: a person types it twice. */
export async function readNewSecret(terminal: Terminal, question: string): Promise<string> {
  const secret = await readSecret(terminal, question);
  if (terminal.isInteractive && (await terminal.askHidden('The same again: ')) !== secret) throw new CommandError('The two are not the same.');
  return secret;
}

/** As `readNewSecret`, for one that may have several lines: the whole of standard input but a line feed at its end. */
export async function readNewSecretText(terminal: Terminal, question: string): Promise<string> {
  if (terminal.isInteractive) return readNewSecret(terminal, question);
  const secret = (await terminal.readAll()).replace(/\r?\n$/, '');
  if (secret === '') throw new CommandError('Nothing was given where a secret was expected.');
  return secret;
}
