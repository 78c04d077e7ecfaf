import type { ModelCall } from '../../contract/model-call.ts';
import type { Turn } from '../../contract/turn.ts';
import { expectData } from '../support/http.ts';
import { sharedHouse } from '../support/house.ts';
import { type ScriptedModel, startScriptedModel } from '../support/scripted-model.ts';
import type { Child } from '../../local/child.ts';
import { type Beside, startPair } from './beside.ts';
import { type Actor, openStage, type Stage } from './stage.ts';

/** A house whose turns are read by a scripted model. */
export type ModelHouse = {
  model: ScriptedModel;
  house: Stage['house'];
  beside: Beside;
  worker: Child;
  /** A fresh project in it; the model has forgotten its script and what it was asked. */
  open: (policy?: unknown) => Promise<Stage>;
  stop: () => Promise<void>;
};

/** Starts an api and a worker of their own, configured as an operator would, on the data of the shared house. */
export async function openModelHouse(taskQueue: string, environment: NodeJS.ProcessEnv = {}): Promise<ModelHouse> {
  const model = await startScriptedModel();
  const configured = { LLM_PROVIDER: 'openai', OPENAI_API_KEY: KEY, OPENAI_API_BASE: model.baseUrl, OPENAI_MODEL: 'scripted-1', AZURE_OPENAI_ENDPOINT: model.endpoint, ...environment };
  const pair = await startPair(await sharedHouse(), taskQueue, configured);
  return {
    model,
    house: pair.house,
    beside: pair.beside,
    worker: pair.worker,
    open: (policy = {}) => {
      model.clear();
      return openStage(policy, pair.house);
    },
    stop: async () => {
      await pair.beside.stop();
      await model.stop();
    },
  };
}

/** The key that the house calls its model with; it must show nowhere. */
export const KEY = 'sk-scripted-0123456789abcdefghijklmnopqrstuv';

/** What the model was asked for a turn, newest first, as its author sees it. */
export async function modelCallsOf({ session }: Actor, stage: Pick<Stage, 'at'>, { turnId }: Pick<Turn, 'turnId'>): Promise<ModelCall[]> {
  return expectData(await session.get<{ items: ModelCall[] }>(stage.at(`/turns/${turnId}/model-calls`))).items;
}

/** One call of the counter. */
export const increment = (amount: number) => ({ calls: [{ actionId: 'demo.counter.increment', args: { amount } }] });
