#!/usr/bin/env node
// Starts the command line on Node 24, which runs TypeScript as it is written. It runs on Node 20, so it is plain JavaScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_NODE = 20;
const NODE_WITH_TYPES = 24;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const room = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const majorVersion = Number(process.versions.node.split('.')[0]);

if (majorVersion < OLDEST_NODE) fail(`Gatehouse needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}.`);
else if (majorVersion >= NODE_WITH_TYPES) await import('./main.ts');
else handOver(findNode());

/** The Node 24 among the dependencies. */
function findNode() {
  const installed = join(room, '..', 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(installed) ? installed : fail(`The npm package 'node' brought no Node ${NODE_WITH_TYPES}; run npm ci with its install script allowed, or use Node ${NODE_WITH_TYPES}.`);
}

/** Runs the command in its place: signals reach it, and its exit code becomes this one's. */
function handOver(node) {
  const command = spawn(node, [join(room, 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of FORWARDED) process.on(signal, () => command.kill(signal));
  command.once('error', (error) => fail(`Node could not be started from ${node}: ${error.message}.`));
  command.once('exit', (code) => process.exit(code ?? 1));
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
