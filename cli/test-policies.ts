import { loadCatalog } from '../registry/load-catalog.ts';
import { type PolicyTest, testPolicy } from '../registry/policies/test-policy.ts';
import { sha256Hex } from '../platform/digest.ts';
import { readPacksAt } from '../platform/files.ts';
import { type PolicyFile, readPolicyFiles } from '../platform/policy-files.ts';
import { usageError } from './command-error.ts';
import { EXIT_CODES } from './exit-code.ts';
import { issueText } from './read-document.ts';
import type { Shell } from './shell.ts';

type Tested = { file: string; passed: number; failures: string[] };

/** Asks every policy of a directory the cases beside it, without a Gatehouse; exits with 1 where one is answered otherwise, or has no cases. */
export async function testPolicies(shell: Shell, directory: string, { packs = [] }: { packs?: string[] }) {
  const files = readPolicyFiles(directory);
  if (files.length === 0) throw usageError(`There is no policy in ${directory}.`);
  const catalog = loadCatalog(packs.flatMap(readPacksAt), sha256Hex);
  const tested = files.map((file) => tell(file, file.cases === null ? null : testPolicy({ text: file.text, cases: file.cases }, catalog)));
  const isRight = tested.every(({ failures }) => failures.length === 0);
  shell.show({ ok: isRight, policies: tested }, tested.map(describe).join('\n'));
  return isRight ? EXIT_CODES.done : EXIT_CODES.error;
}

function tell({ file, casesFile }: PolicyFile, test: PolicyTest | null): Tested {
  if (test === null) return { file, passed: 0, failures: [`${casesFile} is missing`] };
  if (test.kind === 'unreadable') return { file, passed: 0, failures: test.issues.map((issue) => issueText(test.of === 'policy' ? file : casesFile, issue)) };
  const failures = test.results.flatMap(({ name, mismatches }) => mismatches.map(({ what, expected, found }) => `${name}: ${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`));
  return { file, passed: test.results.filter(({ mismatches }) => mismatches.length === 0).length, failures };
}

const describe = ({ file, passed, failures }: Tested): string => [`${failures.length === 0 ? 'ok    ' : 'FAILED'}  ${file}  (${passed} passed)`, ...failures.map((failure) => `        ${failure}`)].join('\n');
