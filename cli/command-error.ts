import { EXIT_CODES, type ExitCode } from './exit-code.ts';

/** Something that ends a command and that one sentence explains. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(sentence: string, exitCode: ExitCode = EXIT_CODES.error) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** A command that was called in a way in which it cannot be. */
export const usageError = (sentence: string): CommandError => new CommandError(sentence, EXIT_CODES.usage);
