import { routes } from '../contract/routes.ts';
import type { Turn } from '../contract/turn.ts';
import { CommandError } from './command-error.ts';
import type { Shell } from './shell.ts';

const WAIT_SECONDS = 30;
const MAX_WAITS = 20;
const MAX_QUESTIONS = 20;

export type TurnRef = { projectId: string; turnId: string };

/** Follows a turn until it rests. Where a person sits at the terminal, its questions are put to him; otherwise a question is where it rests. */
export async function converse(shell: Shell, ref: TurnRef): Promise<Turn> {
  let turn = await untilItRests(shell, ref);
  for (let asked = 0; asked < MAX_QUESTIONS && shell.terminal.isInteractive; asked += 1) {
    const next = await answerQuestion(shell, turn);
    if (next === null) return turn;
    turn = await untilItRests(shell, { projectId: ref.projectId, turnId: next.turnId });
  }
  return turn;
}

/** The turn as the person's answer left it; null where it asks nothing, or he says nothing. */
async function answerQuestion(shell: Shell, turn: Turn): Promise<Turn | null> {
  const params = { projectId: turn.projectId, turnId: turn.turnId };
  if (turn.status === 'awaiting_confirmation') {
    const answer = await shell.terminal.ask(`${turn.reply?.text ?? 'Confirm?'} [y/N] `);
    return shell.client().call(/^y(es)?$/i.test(answer) ? routes.confirmTurn : routes.cancelTurn, { params });
  }
  if (turn.status !== 'clarifying') return null;
  const answer = await shell.terminal.ask(`${questionText(turn)}\n> `);
  if (answer === '') return null;
  const choice = turn.reply?.choices?.find(({ n }) => String(n) === answer);
  return shell.client().call(routes.answerTurn, { params, body: choice ? { choice: choice.n } : { text: answer } });
}

function questionText({ reply }: Turn): string {
  const choices = reply?.choices ?? [];
  return [reply?.text ?? 'What do you mean?', ...choices.map(({ n, title, actionId }) => `  ${n}. ${title} (${actionId})`)].join('\n');
}

async function untilItRests(shell: Shell, params: TurnRef): Promise<Turn> {
  let turn = await look(shell, params);
  for (let waits = 1; waits < MAX_WAITS && (turn.status === 'interpreting' || turn.status === 'running'); waits += 1) turn = await look(shell, params);
  return turn;
}

async function look(shell: Shell, params: TurnRef): Promise<Turn> {
  const turn = await shell.client().call(routes.getTurn, { params, query: { waitSeconds: WAIT_SECONDS } });
  if (turn.message === null) throw new CommandError("That message is somebody else's, whose words are not shown.");
  return turn;
}
