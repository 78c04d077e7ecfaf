import { describe, expect, it } from '@jest/globals';
import { offerTools } from '../../agent/openai/offer-tools.ts';
import { decodeToolName, encodeToolName, nameTools } from '../../agent/openai/tool-names.ts';
import { toolSchema } from '../../agent/openai/tool-schema.ts';
import { actionSummary, demoActions } from './fixture-actions.ts';
import { material } from './model-stage.ts';

const LEGAL = /^[a-zA-Z0-9_-]{1,64}$/;

/** The same numbers on every run. */
function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('the name of an action as a function', () => {
  it.each([
    ['demo.counter.set@v1', 'demo--counter--set-v1'],
    ['demo.counter.set', 'demo--counter--set'],
    ['a_b.c__d@v12', 'a_b--c__d-v12'],
  ])('when the id is %s, then it reads %s', (actionId, name) => {
    expect(encodeToolName(actionId)).toBe(name);
    expect(decodeToolName(name)).toBe(actionId);
  });

  it('when 20,000 ids of every kind are named, then each name is legal, belongs to one id, and leads back to it', () => {
    const chance = createChance(7);
    const signs = 'ab0_..@v-hx£𝒳'.match(/./gu) ?? [];
    const ids = new Set<string>();
    for (let count = 0; count < 20_000; count += 1) {
      const length = 1 + chance(count % 10 === 0 ? 120 : 12);
      ids.add(Array.from({ length }, () => signs[chance(signs.length)]).join(''));
    }
    const names = nameTools([...ids]);
    const wrong = [...ids].filter((id) => !LEGAL.test(names.nameOf(id)) || names.idOf(names.nameOf(id)) !== id);
    const lost = [...ids].filter((id) => encodeToolName(id).includes('-x') === (decodeToolName(encodeToolName(id)) === id));
    expect(wrong).toEqual([]);
    expect(lost).toEqual([]);
    expect(new Set([...ids].map(encodeToolName)).size).toBe(ids.size);
  });

  it('when two long ids differ only at their end, then their names differ', () => {
    const long = `${'plant.line.'.repeat(15)}start`;
    expect(encodeToolName(`${long}@v1`)).not.toBe(encodeToolName(`${long}@v2`));
    expect(nameTools([`${long}@v1`, `${long}@v2`]).idOf(encodeToolName(`${long}@v2`))).toBe(`${long}@v2`);
  });

  it.each(['launch rocket', '-', 'demo-counter', 'a-h00zz00', 'a-h00002e', '', 'demo--counter-xffff'])('when %j is no name of ours, then it stands for nothing', (name) => {
    expect(name === '' ? null : decodeToolName(name)).toBeNull();
  });
});

describe('the schema of a function', () => {
  it('when a schema has what a service refuses, then that is left out, but no input of such a name', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['sensitive'],
      additionalProperties: false,
      oneOf: [{ required: ['sensitive'] }],
      properties: { sensitive: { type: 'string', sensitive: true, default: '' }, list: { type: 'array', items: { type: 'string', sensitive: true, enum: ['$id'] } } },
    };
    expect(toolSchema(schema)).toEqual({
      type: 'object',
      required: ['sensitive'],
      additionalProperties: false,
      properties: { sensitive: { type: 'string', default: '' }, list: { type: 'array', items: { type: 'string', enum: ['$id'] } } },
    });
    expect(toolSchema({})).toEqual({ type: 'object', properties: {} });
  });
});

describe('what is offered', () => {
  it('when an action is governed, then its function says so, within the length that the protocol takes', () => {
    const action = actionSummary('plant.pump.start', {
      title: 'Start the pump',
      targets: ['plant.pump'],
      examples: ['start the pump', 'x'.repeat(5_000)],
      risk: 'high',
      cost: 7,
      confirmation: true,
      preconditions: [{ id: 'primed', description: 'the pump is primed' }],
    });
    const [tool] = offerTools(material({ actions: [action] })).tools;
    expect(tool?.description).toMatch(/^Start the pump\. Risk: high\. Cost: 7\. Gatehouse asks the operator to confirm it\. Runs only if: the pump is primed\. Said as: "start the pump"/);
    expect(tool?.description.length).toBe(1_024);
  });

  it('when there are more actions than functions can be, then the likely ones are offered in their order, and the rest is named', () => {
    const many = Array.from({ length: 300 }, (_none, at) => actionSummary(`plant.pump_${at}.start`, { title: `Start pump ${at}`, targets: [`plant.pump_${at}`], examples: [] }));
    const { tools, leftOut } = offerTools(material({ message: 'please start pump 287', actions: [...many, ...demoActions] }));
    expect(tools).toHaveLength(128);
    expect(leftOut).toHaveLength(300 + demoActions.length - 128);
    expect(tools.map(({ actionId }) => actionId)).toContain('plant.pump_287.start@v1');
    expect([...tools.map(({ actionId }) => actionId), ...leftOut].sort()).toEqual([...many, ...demoActions].map(({ actionId }) => actionId).sort());
  });
});
