import { join } from 'node:path';
import { routes } from '../../contract/routes.ts';
import { readTextFileIfThere } from '../../platform/files.ts';
import { isOpenToOthers } from '../../platform/is-open-to-others.ts';
import { parseKeyRing } from '../../platform/key-ring.ts';
import { readRelease } from '../../platform/release.ts';
import { ApiError } from '../api-error.ts';
import { send } from '../client.ts';
import type { AddCommand } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { diagnoseSecrets } from '../diagnose-secrets.ts';
import { diagnoseKeyFile, diagnoseKeyRing, diagnoseNode, diagnoseReport, finding, parseReady, type Finding } from '../diagnosis.ts';
import { EXIT_CODES } from '../exit-code.ts';
import type { Shell } from '../shell.ts';

/** `gatehouse doctor`: looks at this computer and at the API, and says of each thing how it is and what to do; exits with 1 where something fails. */
export const addDoctor: AddCommand = (program, shell) => {
  program
    .command('doctor')
    .description('look at everything that Gatehouse needs, and say what to do about what is missing')
    .action(shell.act(() => examine(shell)));
};

async function examine(shell: Shell) {
  const findings = [diagnoseNode(process.versions.node), ...lookAtKeyFile(shell), ...(await lookAtApi(shell)), ...(await lookAtKeyRing(shell)), ...(await diagnoseSecrets(shell))];
  shell.show({ ok: !findings.some(isFailure), findings }, findings.map(lineOf).join('\n'));
  return findings.some(isFailure) ? EXIT_CODES.error : EXIT_CODES.done;
}

const isFailure = ({ verdict }: Finding): boolean => verdict === 'fail';

const lineOf = ({ name, verdict, detail, advice }: Finding): string => `${verdict.padEnd(4)}  ${name}: ${detail}${advice === null ? '' : `\n      ${advice}`}`;

function lookAtKeyFile({ config }: Shell): Finding[] {
  const path = join(config.home, 'secret-keys');
  return diagnoseKeyFile({ path, text: readTextFileIfThere(path), isOpen: isOpenToOthers(path) }, (text) => parseKeyRing(text.trim()) !== null);
}

/** Only system admins may read it, so that whoever may not is spared the line. */
async function lookAtKeyRing(shell: Shell): Promise<Finding[]> {
  try {
    return [diagnoseKeyRing(await shell.client().call(routes.getKeyRing, {}))];
  } catch (error) {
    if (error instanceof CommandError || error instanceof ApiError) return [];
    throw error;
  }
}

async function lookAtApi(shell: Shell): Promise<Finding[]> {
  const url = shell.url();
  try {
    const answer = await send(`${url}/ready`, { headers: { accept: 'application/json' } });
    const report = parseReady(await answer.json().catch(() => null));
    return [finding('api', 'ok', `${url} answers`, null), ...diagnoseReport(report, readRelease())];
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return [finding('api', 'fail', error.message, 'Start the api, or say where it is: --url or GATEHOUSE_URL.')];
  }
}
