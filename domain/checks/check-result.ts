import type { OutcomeError } from '../../contract/decision.ts';
import type { Components } from '../action.ts';
import type { Footprint } from '../footprint.ts';

/** Why a worked-out result may not be committed. */
export type Breach = Omit<OutcomeError, 'gate'>;

/**
 * Checks the state that an action would leave: every changed component fits its schema, and every invariant around
 * them holds. Answers the first breach; an invariant that errs is one.
 */
export function checkResult(after: Components, changed: readonly string[], footprint: Footprint): Breach | null {
  return brokenSchema(after, changed, footprint) ?? brokenInvariant(after, footprint);
}

function brokenSchema(after: Components, changed: readonly string[], { components }: Footprint): Breach | null {
  for (const component of components.filter(({ id }) => changed.includes(id))) {
    const [issue] = component.checkState(after[component.id] ?? {});
    if (issue) {
      const detail = `The state of ${component.id} would not fit its schema: ${issue.path} ${issue.message}.`;
      return { code: 'state_schema_violation', detail, rule: component.id };
    }
  }
  return null;
}

function brokenInvariant(after: Components, { invariants }: Footprint): Breach | null {
  for (const invariant of invariants) {
    try {
      if (invariant.holds({ state: after })) continue;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { code: 'invariant_error', detail: `The invariant ${invariant.id} could not be judged: ${reason}`, rule: invariant.id };
    }
    return { code: 'invariant_violation', detail: `It would break the invariant ${invariant.id}: ${invariant.description}.`, rule: invariant.id };
  }
  return null;
}
