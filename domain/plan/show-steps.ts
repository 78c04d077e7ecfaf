import type { Intent } from '../../contract/intent.ts';
import { type Catalog, resolveAction } from '../catalog.ts';
import { redactionFor } from '../execution/redact.ts';

/** The steps of a plan as people see them: sensitive inputs are redacted. */
export function showSteps(catalog: Pick<Catalog, 'actions'>, steps: readonly Intent[], mac: (text: string) => string): Intent[] {
  return steps.map((step) => {
    const schema = resolveAction(catalog, step.actionId)?.inputSchema;
    return { ...step, inputs: redactionFor(schema, step.inputs, mac).inputs(step.inputs) };
  });
}
