import { readCommandLineConfig } from '../platform/config.ts';
import { ConfigError } from '../platform/variables.ts';
import { EXIT_CODES } from './exit-code.ts';
import { runProgram } from './run-program.ts';
import { openTerminal } from './terminal.ts';

const terminal = openTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr });

/** One command line, from the environment to its exit code. */
async function main(): Promise<number> {
  try {
    return await runProgram({ args: process.argv.slice(2), terminal, config: readCommandLineConfig() });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.warn(error.message);
    return EXIT_CODES.usage;
  }
}

process.stdout.on('error', () => process.exit(EXIT_CODES.error)); // Whoever read the answer has gone, as `head` does.
process.exitCode = await main();
