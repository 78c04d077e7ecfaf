import { z } from 'zod';
import type { KeyRingReport } from '../contract/key-ring.ts';
import { CommandError } from './command-error.ts';

/** One line of a diagnosis: what was looked at, how it is, and what to do where it is not as it should be. */
export type Finding = { name: string; verdict: 'ok' | 'warn' | 'fail'; detail: string; advice: string | null };

const Check = z.object({ ok: z.boolean(), detail: z.string() });
const Report = z.object({ checks: z.record(z.string(), Check), release: z.string().optional(), notes: z.record(z.string(), Check).optional() });
const Ready = z.union([Report, z.object({ data: Report }).transform(({ data }) => data)]);

/** What the API says of itself and of everything behind it. */
export type ReadyReport = z.infer<typeof Report>;

/** What to do about each check that fails. */
const ADVICE: Readonly<Record<string, string>> = {
  postgres: 'Start Postgres, and see that DATABASE_URL of the api leads to it.',
  migrations: 'Run node db/migrate.ts with the DATABASE_URL of the api.',
  keys: 'Start the api with the SECRET_KEYS that this installation has always had; a new key goes in front of them.',
  temporal: 'Start Temporal, and see that TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE of the api lead to it.',
  worker: 'Start a worker with the same TEMPORAL_NAMESPACE, TASK_QUEUE and DATABASE_URL as the api.',
  registry: 'Give every api and worker the same release and the same packs in PACKS_DIR, and start them anew.',
};

/** Reads the answer of /ready; throws a CommandError where it is no answer of Gatehouse. */
export function parseReady(body: unknown): ReadyReport {
  const parsed = Ready.safeParse(body);
  if (!parsed.success) throw new CommandError('What answers there is not Gatehouse.');
  return parsed.data;
}

/** What the API's report means, line by line. */
export function diagnoseReport({ checks, notes = {}, release }: ReadyReport, ownRelease: string): Finding[] {
  const findings = Object.entries(checks).map(([name, { ok, detail }]) => finding(name, ok ? 'ok' : 'fail', detail, ok ? null : (ADVICE[name] ?? null)));
  const remarks = Object.entries(notes).map(([name, { ok, detail }]) => finding(name, ok ? 'ok' : 'warn', detail, null));
  return [diagnoseRelease(release, ownRelease), ...findings, ...remarks];
}

function diagnoseRelease(release: string | undefined, ownRelease: string): Finding {
  if (release === ownRelease) return finding('release', 'ok', ownRelease, null);
  return finding('release', 'warn', `the api runs ${release ?? 'one that it does not name'}, this command is of ${ownRelease}`, 'Use the command line of the release that the api runs.');
}

/** Whether this Node can run Gatehouse. */
export const diagnoseNode = (version: string): Finding =>
  Number(version.split('.')[0]) >= 24 ? finding('node', 'ok', version, null) : finding('node', 'fail', version, 'Use Node 24 or newer.');

/** How the file is kept in which `npm start` keeps its keys; nothing where there is none. */
export function diagnoseKeyFile({ path, text, isOpen }: { path: string; text: string | null; isOpen: boolean | null }, isKeyRing: (text: string) => boolean): Finding[] {
  if (text === null) return [];
  if (!isKeyRing(text)) return [finding('key file', 'fail', `${path} holds no key ring`, 'Put the file back from where you keep a copy; what was sealed opens with no other key.')];
  if (isOpen === true) return [finding('key file', 'fail', `${path} can be read by others`, `Run chmod 600 ${path}, and rotate the key if somebody may have read it.`)];
  return [finding('key file', 'ok', `${path} is for its owner alone`, null)];
}

/** What the master keys are needed for; whoever has not signed in as a system admin is told nothing of them. */
export function diagnoseKeyRing({ keys }: KeyRingReport): Finding {
  const current = keys.find(({ isCurrent }) => isCurrent)?.keyId ?? 'none';
  const lacking = keys.filter(({ isHeld, chainRows, sealedRows }) => !isHeld && (chainRows > 0 || Object.keys(sealedRows).length > 0));
  if (lacking.length > 0) return finding('key ring', 'fail', `SECRET_KEYS lacks ${lacking.map(({ keyId }) => keyId).join(', ')}`, 'Put them back, behind the first key.');
  const older = keys.filter(({ isCurrent, sealedRows }) => !isCurrent && Object.keys(sealedRows).length > 0);
  if (older.length === 0) return finding('key ring', 'ok', `everything is sealed with ${current}`, null);
  return finding('key ring', 'warn', `${older.map(({ keyId }) => keyId).join(', ')} still opens what is older than ${current}`, 'Seal it anew: gatehouse keys re-encrypt --wait');
}

export const finding = (name: string, verdict: Finding['verdict'], detail: string, advice: string | null): Finding => ({ name, verdict, detail, advice });
