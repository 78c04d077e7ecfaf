import type { Command } from 'commander';
import type { Shell } from './shell.ts';

/**
 * Adds one command, or one group of them, to the program. Its actions go through `shell.act`, which answers the exit code and
 * turns what is thrown into one sentence.
 */
export type AddCommand = (program: Command, shell: Shell) => void;
