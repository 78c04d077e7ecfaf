import type { JsonObject } from '../../contract/json.ts';
import type { Proposal } from '../../contract/proposal.ts';
import type { CheckInputs } from '../../agent/judge-calls.ts';
import { ModelError } from '../../agent/model-error.ts';
import type { ModelCallReport, PromptMaterial } from '../../agent/model-interpreter.ts';
import { createOpenAiInterpreter } from '../../agent/openai/openai-interpreter.ts';
import { systemClock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/model-settings.ts';
import { compileInputCheck } from '../../registry/input-check.ts';
import { createSchemaCompiler } from '../../registry/schema-compiler.ts';
import type { ScriptedModel } from '../support/scripted-model.ts';
import { demoActions } from './fixture-actions.ts';

export const KEY = 'sk-test-c0ffee-never-to-be-seen';

const compiler = createSchemaCompiler();

/** The input checks of these actions, by full id. */
export function checksOf(actions: PromptMaterial['actions']): CheckInputs {
  const checks = new Map(actions.map(({ actionId, inputSchema }) => [actionId, compileInputCheck(inputSchema, compiler)]));
  return (actionId: string, inputs: JsonObject) => checks.get(actionId)?.(inputs) ?? null;
}

/** What a turn of an operator of the demo project tells a model, but for `given`. */
export const material = (given: Partial<PromptMaterial> = {}): PromptMaterial => ({
  message: 'add 5 to the counter',
  mode: 'assisted',
  stepsLeft: 5,
  project: { name: 'Demo', version: 3 },
  caller: { name: 'ada', role: 'operator' },
  actions: demoActions,
  state: { 'demo.counter': { value: 4 } },
  facts: [],
  results: [],
  outcomes: [],
  conversation: [],
  question: null,
  answer: null,
  media: [],
  now: '2026-05-01T08:00:00.000Z',
  ...given,
});

export const openAi = (model: ScriptedModel, given: Partial<ModelSettings> = {}): ModelSettings => ({
  provider: 'openai',
  model: 'scripted-1',
  apiKey: KEY,
  baseUrl: model.baseUrl,
  timeoutMs: 10_000,
  hasVision: true,
  ...(given as object),
});

/** What came of asking: the proposal or the error, all that was told meanwhile, and every report. */
export type Asked = { proposal: Proposal | null; error: ModelError | null; told: string; reports: ModelCallReport[] };

/** Asks through the adapter, and keeps what it tells. */
export async function ask(settings: ModelSettings, given: Partial<PromptMaterial> = {}, signal = new AbortController().signal): Promise<Asked> {
  const asked: Asked = { proposal: null, error: null, told: '', reports: [] };
  const whole = material(given);
  const interpreter = createOpenAiInterpreter(settings, { clock: systemClock, checkInputs: checksOf(whole.actions) });
  try {
    asked.proposal = await interpreter.interpret(whole, {
      signal,
      onText: (piece) => void (asked.told += piece),
      onCall: async (report) => void asked.reports.push(report),
    });
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    asked.error = error;
  }
  return asked;
}
