// Brings a fresh clone to the point where main.ts can run: it installs the dependencies, one of which is Node 24, and
// hands over. It runs on Node 20 with nothing installed, so it is plain JavaScript and imports node alone.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OLDEST_NODE = 20;
const NODE_WITH_TYPES = 24;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const lock = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.gatehouse-lock');

const majorVersion = Number(process.versions.node.split('.')[0]);
if (majorVersion < OLDEST_NODE) fail(`Gatehouse needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}.`);

installDependencies();
handOver(findNode());

/** Installs exactly the locked dependencies, unless the installed ones are already those. */
function installDependencies() {
  const begun = performance.now();
  process.stdout.write('dependencies … ');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (!isInstalled(wanted)) npmCi();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) writeFileSync(stamp, wanted);
  process.stdout.write(`${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
}

function isInstalled(wanted) {
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8') === wanted;

  // Installed by hand: npm writes this file last, so it exists only after a complete install.
  const written = join(root, 'node_modules', '.package-lock.json');
  return existsSync(written) && statSync(written).mtimeMs >= statSync(lock).mtimeMs;
}

function npmCi() {
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error, stderr } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status === 0) return;
  const reason = error?.message ?? lastLines(stderr);
  process.stdout.write('failed\n');
  fail(`The dependencies could not be installed with 'npm ci': ${reason}`);
}

function lastLines(text) {
  return text.trim().split('\n').slice(-5).join('\n  ');
}

/** Node 24, which runs TypeScript as it is written: the one of the dependencies, or this one where it is new enough. */
function findNode() {
  const installed = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(installed)) return installed;
  if (majorVersion >= NODE_WITH_TYPES) return process.execPath;
  return fail(`The npm package 'node' brought no Node ${NODE_WITH_TYPES}; allow its install script, or start with Node ${NODE_WITH_TYPES}.`);
}

/** Runs the launcher in its place: signals reach it, its exit code becomes this one's, and it ends when this ends. */
function handOver(node) {
  const cli = process.env.TEMPORAL_CLI_PATH;
  const args = [join(root, 'local', 'main.ts'), ...(cli ? ['--temporal-cli', cli] : [])];
  const launcher = spawn(node, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of FORWARDED) process.on(signal, () => launcher.kill(signal));
  launcher.once('error', (error) => fail(`Node could not be started from ${node}: ${error.message}.`));
  launcher.once('exit', (code) => process.exit(code ?? 1));
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
