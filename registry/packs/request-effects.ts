import type { EffectRequest } from '../../contract/execution.ts';
import type { JsonObject } from '../../contract/json.ts';
import type { PackEffect } from '../../contract/pack.ts';
import type { Given } from '../../domain/action.ts';

/** What an action asks to leave the house: the templates as written, beside the inputs that will fill them. */
export function requestEffects(effects: readonly PackEffect[]): (given: Given) => EffectRequest[] {
  return ({ inputs }) => effects.map((effect) => ({ kind: effect.kind, request: requestOf(effect, inputs) }));
}

function requestOf({ request, secret }: PackEffect, inputs: JsonObject): JsonObject {
  const { method, url, headers, json } = request;
  return {
    method,
    url,
    ...(headers && { headers }),
    ...(json !== undefined && { json }),
    ...(secret !== undefined && { secret }),
    inputs,
  };
}
