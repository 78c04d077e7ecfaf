import { resolveAction } from '../catalog.ts';
import type { Caller, EngineSettings, Facts } from '../facts.ts';
import type { Fold } from '../plan/fold.ts';
import { pastFor } from '../state/past.ts';
import type { Gathering } from './gather.ts';

/** What is decided on: a project, the engine around it, who asks for what, and what the intents before it left. */
export type Ground = {
  readonly gathering: Gathering;
  readonly engine: EngineSettings;
  readonly elapsed: () => number;
  readonly caller: Caller;
  readonly intent: Facts['intent'];
  readonly before: Fold;
};

/** Everything that the gates may know of one intent; a commit, a preview and an explanation lay it out alike. */
export function factsFrom({ gathering, engine, elapsed, caller, intent, before }: Ground): Facts {
  const { catalog, now, head, policy, rulebook } = gathering;
  const action = resolveAction(catalog, intent.actionId);
  return {
    now,
    project: { status: head.status },
    isBroken: head.isBroken,
    caller,
    intent,
    action,
    state: before.state,
    past: pastFor(action, intent.inputs, before.pasts),
    remembered: before.remembered?.[caller.userId],
    policy,
    rulebook,
    isGranted: false,
    usage: before.usage,
    engine,
    elapsed,
  };
}
