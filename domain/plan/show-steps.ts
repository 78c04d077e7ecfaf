import type { RecordedIntent } from '../../contract/intent.ts';
import { type Catalog, resolveAction } from '../catalog.ts';
import { redactionFor } from '../execution/redact.ts';
import { recordSchema } from '../memory/record-schema.ts';

/** The steps of a plan as people see them: sensitive inputs are redacted. */
export function showSteps(catalog: Pick<Catalog, 'actions'>, steps: readonly RecordedIntent[], mac: (text: string) => string): RecordedIntent[] {
  return steps.map((step) => {
    const schema = recordSchema(step.actionId, resolveAction(catalog, step.actionId));
    return { ...step, inputs: redactionFor(schema, step.inputs, mac).inputs(step.inputs) };
  });
}
