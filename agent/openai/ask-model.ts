import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatReply } from '../chat.ts';
import { ModelError } from '../model-error.ts';
import type { ModelRun } from '../model-interpreter.ts';
import { finishReply } from './growing-reply.ts';
import { reportTry } from './report-try.ts';
import { tryOnce, type Chat, type ModelEndpoint } from './try-once.ts';

const MAX_TRIES = 3;
const FIRST_WAIT_MS = 500;

/**
 * Asks a model, with up to three tries in the time there is; every try is told to `run.onCall`. A try that has said something is not
 * repeated, and a wait that the service asks for is kept, or the request given up. Throws a ModelError.
 */
export async function askModel(service: ModelEndpoint, chat: Chat, run: ModelRun): Promise<ChatReply> {
  const endsAt = service.clock.monotonicMs() + service.timeoutMs;
  for (let tries = 1; ; tries += 1) {
    const made = await tryOnce(service, chat, run, endsAt);
    await run.onCall(reportTry(service, chat, made));
    const { failure, reply } = made;
    if (!failure) return finishReply(reply);
    const waitMs = failure.waitMs ?? FIRST_WAIT_MS * 4 ** (tries - 1);
    const isLate = service.clock.monotonicMs() + waitMs >= endsAt;
    if (!failure.again || reply.text !== '' || isLate || tries >= MAX_TRIES) throw failure.error;
    await wait(waitMs, run.signal);
  }
}

async function wait(forMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(forMs, undefined, { signal });
  } catch {
    throw new ModelError('cancelled', 'The request to the model was cancelled.');
  }
}
