import { z } from 'zod';
import { Intent } from '../contract/intent.ts';
import { MAX_PLAN_STEPS } from '../contract/plan.ts';
import { requireDocument } from './read-document.ts';
import type { Terminal } from './terminal.ts';

const Steps = z.array(Intent.extend({ inputs: Intent.shape.inputs.default({}) })).min(1).max(MAX_PLAN_STEPS);
const Document = z.union([z.strictObject({ steps: Steps }), Steps.transform((steps) => ({ steps }))]);

export type GivenSteps = z.infer<typeof Steps>;

/** The steps of a YAML or JSON file: a list, or an object with one. */
export async function readSteps(terminal: Terminal, file: string): Promise<GivenSteps> {
  return (await requireDocument(terminal, file, Document)).steps;
}
