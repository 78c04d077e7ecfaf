// Starts Gatehouse as its README says, in an empty home, looks at it from outside, stops it, and looks for what was left.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_LIMIT_MS = 480_000;
const STOP_LIMIT_MS = 60_000;
const LINK = /http:\/\/[^\s"']+\/auth\/link\/[^\s"']+/;

const home = mkdtempSync(join(tmpdir(), 'gh-smoke-'));

function expect(holds, sentence) {
  if (!holds) throw new Error(sentence);
  console.log(`ok: ${sentence}`);
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const get = (url, options = {}) => fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000), ...options });

/** Resolves with the sign-in link once it is printed; fails when the process ends or stays silent. */
async function signInLink(child) {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
      process.stdout.write(text);
    });
  }
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const link = LINK.exec(printed)?.[0];
    if (link) return link;
    expectAlive(child);
    await sleep(200);
  }
  throw new Error(`npm start printed no sign-in link within ${START_LIMIT_MS / 1000} s`);
}

function expectAlive(child) {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error(`npm start ended with ${child.exitCode ?? child.signalCode}`);
}

async function ready(origin) {
  let answer;
  for (let look = 0; look < 60; look += 1) {
    answer = await get(`${origin}/ready`);
    if (answer.status === 200) return true;
    await sleep(500);
  }
  console.log(await answer.text());
  return false;
}

async function lookAround(link) {
  const { origin } = new URL(link);
  expect((await get(`${origin}/health`)).status === 200, 'GET /health answers 200');
  expect(await ready(origin), 'GET /ready answers 200');
  const page = await get(`${origin}/`);
  expect(page.status === 200 && (await page.text()).includes('<div id="root">'), 'GET / answers the page');
  expect((await get(`${origin}/api/v1/auth/me`)).status === 401, 'without a session GET /auth/me answers 401');

  expect((await get(link)).status === 200, 'the sign-in link shows its page');
  const signedIn = await get(link, { method: 'POST', headers: { origin } });
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  expect(signedIn.status < 400 && cookie !== '', 'its POST signs in');
  const me = await get(`${origin}/api/v1/auth/me`, { headers: { cookie } });
  expect(me.status === 200 && (await me.json()).code === 0, 'with the session GET /auth/me answers 200');
  expect((await get(link, { method: 'POST', headers: { origin } })).status >= 400, 'the link signs in once only');

  const projects = await (await get(`${origin}/api/v1/projects`, { headers: { cookie } })).json();
  expect(projects.data.items.length > 0, 'the demo project is there');
}

/** Processes that were started for this home: they name it in their command line or carry it in their environment. */
function leftOvers() {
  const own = String(process.pid);
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
    return lines.filter((line) => line.includes(home) && line.trim().split(' ')[0] !== own);
  }
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && pid !== own).filter((pid) => ['cmdline', 'environ'].some((file) => mentionsHome(`/proc/${pid}/${file}`)));
}

function mentionsHome(path) {
  try {
    return readFileSync(path, 'utf8').includes(home);
  } catch {
    return false; // It has ended since the list was read, or belongs to somebody else.
  }
}

/** Gives what is ending a moment, then says what has not ended. */
async function lastingLeftOvers() {
  for (let look = 0; look < 20 && leftOvers().length > 0; look += 1) await sleep(250);
  return leftOvers();
}

async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const inTime = await Promise.race([ended.then(() => true), sleep(STOP_LIMIT_MS, false, { ref: false })]);
  expect(inTime, `SIGTERM ends npm start within ${STOP_LIMIT_MS / 1000} s`);
  const left = await lastingLeftOvers();
  for (const pid of left) console.log(`left: ${pid}`);
  expect(left.length === 0, 'no process is left');
}

const port = await freePort();
const child = spawn('npm', ['start'], {
  env: { ...process.env, GATEHOUSE_HOME: home, PORT: String(port) },
  stdio: ['ignore', 'pipe', 'pipe'],
});
child.on('error', (error) => console.log(error.message));

/** When a check failed half-way, nothing of this home may outlive it. */
async function clear() {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const pid of leftOvers().map((line) => Number.parseInt(line.trim(), 10))) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended on its own.
      }
    }
    if ((await lastingLeftOvers()).length === 0) break;
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => clear().then(() => process.exit(1)));

try {
  const link = await signInLink(child);
  expect(new URL(link).port === String(port), 'the address is on the port that was asked for');
  await lookAround(link);
  expectAlive(child);
  await stop(child);
} catch (error) {
  console.log(`not ok: ${error.message}`);
  process.exitCode = 1;
} finally {
  await clear();
}
