import type { JsonObject } from '../../contract/json.ts';
import type { ActionDeclaration } from '../action.ts';
import type { Breach } from '../checks/check-result.ts';
import type { Facts } from '../facts.ts';
import type { FactChange } from './fact-change.ts';

type Changed = { ok: true; fact: FactChange; message: string } | { ok: false; message?: undefined; breach: Breach };

/**
 * Works out what an action makes of the memory of the caller, who is known from the attempt alone; null for an action that
 * has nothing to do with memory. No message says a key or a value: it is read by everybody in the project.
 */
export function changeMemory({ remember }: ActionDeclaration, { caller: { userId }, remembered }: Facts, inputs: JsonObject): Changed | null {
  if (!remember) return null;
  if (!remembered) return breach('handler_error', 'A fork has no memory. Have this remembered or forgotten in the project itself.');
  const change = remember(inputs);
  const isKept = remembered.includes(change.key);
  if ('forget' in change) return isKept ? { ok: true, fact: { ...change, userId }, message: 'Forgotten.' } : breach('not_found', 'You have nothing remembered under this key.');
  if (!isKept && remembered.length >= change.atMost) return breach('handler_error', `You have ${change.atMost} facts remembered in this project, which is as many as there may be. Forget one first.`);
  return { ok: true, fact: { ...change, userId }, message: isKept ? 'Remembered, in place of what was there before.' : 'Remembered.' };
}

function breach(code: Breach['code'], detail: string): Changed {
  return { ok: false, breach: { code, detail } };
}
