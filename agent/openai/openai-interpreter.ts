import type { Proposal } from '../../contract/proposal.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ModelSettings } from '../../platform/model-settings.ts';
import type { ChatMessage, LoadedMedia } from '../chat.ts';
import type { CheckInputs } from '../judge-calls.ts';
import { ModelError } from '../model-error.ts';
import type { ModelInterpreter, ModelRun, PromptMaterial } from '../model-interpreter.ts';
import { answerChoice, answerQuestion } from '../offline/answer-question.ts';
import { indexActions, type ActionIndex } from '../offline/index-actions.ts';
import { proposeSettled } from '../propose-settled.ts';
import { writePrompt } from '../prompt/write-prompt.ts';
import { repairCalls } from '../repair-loop.ts';
import { tellSentences } from '../tell-sentences.ts';
import { askModel } from './ask-model.ts';
import { createClient } from './create-client.ts';
import { offerTools } from './offer-tools.ts';
import { nameTools } from './tool-names.ts';
import type { ModelEndpoint } from './try-once.ts';

export type InterpreterParts = { readonly clock: Clock; readonly checkInputs: CheckInputs };

/** Asks a model over the chat completions protocol; an answer to an open question that can be read without a model is. */
export function createOpenAiInterpreter(settings: ModelSettings, { clock, checkInputs }: InterpreterParts): ModelInterpreter {
  const { client, model } = createClient(settings);
  const { timeoutMs, hasVision } = settings;
  const service: ModelEndpoint = { client, model, timeoutMs, clock };
  return {
    model,
    hasVision,
    interpret: async (material, run) => {
      const index = indexActions(material.actions);
      return readAnswer(material, index) ?? (await converse({ service, checkInputs, hasVision }, material, index, run));
    },
  };
}

/** An answer is read once: at a later step of its turn the question has been answered. */
function readAnswer({ question, answer, message, outcomes }: PromptMaterial, index: ActionIndex): Proposal | null {
  if (!question || outcomes.length > 0) return null;
  return answer ? answerChoice(question, answer.choice, index) : answerQuestion(question, message, index);
}

type Means = { readonly service: ModelEndpoint; readonly checkInputs: CheckInputs; readonly hasVision: boolean };

async function converse({ service, checkInputs, hasVision }: Means, material: PromptMaterial, index: ActionIndex, run: ModelRun): Promise<Proposal> {
  const media = await loadMedia(material, hasVision);
  const { tools, leftOut } = offerTools(material);
  const seen = new Set(material.actions.map(({ actionId }) => actionId));
  const names = nameTools([...seen]);
  const actionOf = (name: string) => {
    const actionId = names.idOf(name);
    return actionId !== null && seen.has(actionId) ? actionId : null;
  };
  const ask = async (messages: readonly ChatMessage[], round: number) => {
    const teller = tellSentences(run.onText);
    const reply = await askModel(service, { messages, tools, round }, { ...run, onText: teller.hear });
    teller.flush();
    return reply;
  };
  const prompt = writePrompt(material, { media, hasVision, toolsLeftOut: leftOut });
  return proposeSettled(await repairCalls(prompt, ask, { actionOf, checkInputs }), index, material.outcomes.length > 0);
}

async function loadMedia({ media }: PromptMaterial, hasVision: boolean): Promise<LoadedMedia[]> {
  if (!hasVision && media.some(({ type }) => type === 'image')) {
    throw new ModelError('invalid', 'The model cannot look at images (LLM_VISION is off). Send the message without the image.');
  }
  return Promise.all(media.map(async ({ readBase64, ...stored }) => ({ ...stored, base64: await readBase64() })));
}
