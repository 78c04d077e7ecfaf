import type { Trigger } from '../../contract/execution.ts';
import type { Execution } from '../../contract/execution.ts';
import { expectData } from '../support/http.ts';
import type { Actor, Stage } from './stage.ts';

/** An action as each way in can ask for it. */
export type Wish = { actionId: string; inputs: Record<string, string | number>; confirmed?: boolean; message: string };

/** What came of a wish: its status, and the code of the refusal. */
export type Fate = { status: string; code: string | null };

/** One way to make something happen. `rehearses` says that nothing is recorded. */
export type EntryPath = { name: string; rehearses: boolean; ask: (stage: Stage, actor: Actor, wish: Wish) => Promise<Fate> };

const fateOf = ({ status, error }: Pick<Execution, 'status' | 'error'>): Fate => ({ status, code: error?.code ?? null });

/**
 * Every way in, by what it is recorded as. A trigger that joins the contract does not compile until it stands here; null
 * means that nothing is started that way yet.
 */
const paths: Record<Trigger, EntryPath[] | null> = {
  chat: [
    {
      name: 'a chat message',
      rehearses: false,
      ask: async (stage, actor, { message }) => {
        const turn = await actor.say(message);
        const execution = (await stage.executions()).find(({ turnId }) => turnId === turn.turnId);
        if (execution) return fateOf(execution);
        return { status: turn.reply?.kind === 'refused' ? 'rejected' : turn.status, code: null };
      },
    },
  ],
  api: [
    { name: 'an intent over the API', rehearses: false, ask: async (_stage, actor, { message: _message, ...intent }) => fateOf(await actor.run(intent)) },
    { name: 'a simulated intent', rehearses: true, ask: async (_stage, actor, { message: _message, ...intent }) => fateOf(await actor.simulate(intent)) },
  ],
  ui: [
    {
      name: 'an intent of the page',
      rehearses: false,
      ask: async (stage, actor, { message: _message, ...intent }) =>
        fateOf(expectData(await actor.session.post<Execution>(stage.at('/intents'), intent, { 'sec-fetch-site': 'same-origin' }))),
    },
  ],
  plan: [
    { name: 'a step of a plan', rehearses: false, ask: async (_stage, actor, { message: _message, ...intent }) => fateOf(planned(await actor.runPlan([intent]))) },
    {
      name: 'a step of a simulated plan',
      rehearses: true,
      ask: async (_stage, actor, { message: _message, ...intent }) => {
        const [step] = (await actor.simulatePlan([intent])).steps;
        if (!step) throw new Error('the preview has no step');
        return fateOf(step);
      },
    },
  ],
  system: null,
};

/** A plan is refused at its first step, or before it, where its author may not run it at all. */
const planned = ({ status, error }: { status: string; error: Execution['error'] }): Pick<Execution, 'status' | 'error'> => ({ status: status === 'succeeded' ? 'success' : status === 'rejected' ? 'rejected' : 'failed', error });

export const entryPaths: readonly EntryPath[] = Object.values(paths).flatMap((ways) => ways ?? []);
