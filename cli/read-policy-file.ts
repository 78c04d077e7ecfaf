import { z } from 'zod';
import type { Policy } from '../contract/policy.ts';
import { type PolicyRead, readPolicy } from '../registry/policies/read-policy.ts';
import { CommandError } from './command-error.ts';
import { issueText, readDocument } from './read-document.ts';
import type { Terminal } from './terminal.ts';

/** The policy in a YAML or JSON file, or standard input where it is called `-`, judged as an upload would judge it. */
export async function readPolicyFile(terminal: Terminal, file: string): Promise<PolicyRead> {
  const read = await readDocument(terminal, file, z.unknown());
  return 'issues' in read ? { ok: false, issues: read.issues } : readPolicy(read.data);
}

/** As `readPolicyFile`; a policy that could not be put in force ends the command. */
export async function requirePolicyFile(terminal: Terminal, file: string): Promise<Policy> {
  const read = await readPolicyFile(terminal, file);
  if (read.ok) return read.policy;
  throw new CommandError(read.issues.map((issue) => issueText(file, issue)).join('\n'));
}
