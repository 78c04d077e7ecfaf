import { Option } from 'commander';
import { Mode } from '../../contract/intent.ts';
import type { Plan } from '../../contract/plan.ts';
import { routes } from '../../contract/routes.ts';
import { mintId } from '../../platform/ids.ts';
import type { AddCommand } from '../command.ts';
import { describePlan, describePreview } from '../describe-plan.ts';
import { EXIT_OF_EXECUTION, EXIT_OF_PLAN } from '../exit-code.ts';
import { ifMatch, ifMatchHeader } from '../if-match.ts';
import { type GivenSteps, readSteps } from '../read-steps.ts';
import type { Shell } from '../shell.ts';
import { pause } from '../pause.ts';

const LOOK_EVERY_MS = 500;
const MAX_LOOKS = 1_200;

type Options = { run?: boolean; simulate?: boolean; atomic?: boolean; replace?: string; mode: Mode; ifMatch?: number };
type Work = { projectId: string; steps: GivenSteps; options: Options };

/** `gatehouse plan`: stores a plan of several steps, and runs or simulates it where that is asked for. */
export const addPlan: AddCommand = (program, shell) => {
  program
    .command('plan <file>')
    .description("store the steps of a YAML or JSON file ('-' for standard input) as a plan, with its preview")
    .addOption(new Option('--run', 'run it, and wait for its end').conflicts('simulate'))
    .addOption(new Option('--simulate', 'say what it would do, and store nothing').conflicts('replace'))
    .option('--atomic', 'run all steps in one transaction, or none of them')
    .option('--replace <plan>', 'put these steps in the place of those of a draft, by its id')
    .addOption(new Option('--mode <mode>', 'which step limit holds').choices(Mode.options).default('assisted'))
    .addOption(ifMatch())
    .action(shell.act((file: string, options: Options) => plan(shell, file, options)));
};

async function plan(shell: Shell, file: string, options: Options) {
  const steps = await readSteps(shell.terminal, file);
  const work = { projectId: await shell.projectId(), steps, options };
  return options.simulate ? simulate(shell, work) : post(shell, work);
}

async function simulate(shell: Shell, { projectId, steps, options }: Work) {
  const preview = await shell.client().call(routes.simulatePlan, { params: { projectId }, body: { steps, mode: options.mode, atomicity: atomicityOf(options) } });
  shell.show(preview, describePreview(preview));
  return EXIT_OF_EXECUTION[preview.status];
}

async function post(shell: Shell, { projectId, steps, options }: Work) {
  const { mode, run = false, replace } = options;
  const stored = await shell.client().call(routes.postPlan, {
    params: { projectId },
    body: { steps, mode, atomicity: atomicityOf(options), run, requestId: mintId(), ...(replace !== undefined && { replaces: replace }) },
    headers: ifMatchHeader(options.ifMatch),
  });
  const ended = await untilItRests(shell, stored);
  shell.show(ended, describePlan(ended));
  return EXIT_OF_PLAN[ended.status];
}

const atomicityOf = ({ atomic }: Options) => (atomic ? 'plan' : 'step');

/** The plan once nothing of it runs any more, or as it is after ten minutes. */
async function untilItRests(shell: Shell, first: Plan): Promise<Plan> {
  let latest = first;
  for (let look = 0; look < MAX_LOOKS && latest.status === 'running'; look += 1) {
    await pause(LOOK_EVERY_MS);
    latest = await shell.client().call(routes.getPlan, { params: { projectId: first.projectId, planId: first.planId } });
  }
  return latest;
}
