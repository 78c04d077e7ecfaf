import { describe, expect, it } from '@jest/globals';
import { readInputs } from '../../cli/read-inputs.ts';
import type { JsonObject } from '../../contract/json.ts';

const schema: JsonObject = {
  type: 'object',
  properties: {
    value: { type: 'integer' },
    ratio: { type: 'number' },
    on: { type: 'boolean' },
    name: { type: 'string' },
    tags: { type: 'array' },
    options: { type: 'object' },
    note: { type: ['string', 'null'] },
    level: { enum: [1, 2, 'high'] },
  },
};

describe('inputs in the words of a command', () => {
  it.each([
    ['a whole number is wanted', 'value=7', { value: 7 }],
    ['a number is wanted', 'ratio=-0.5', { ratio: -0.5 }],
    ['a truth is wanted', 'on=true', { on: true }],
    ['a text is wanted', 'name=7', { name: '7' }],
    ['a text holds an equals sign', 'name=a=b', { name: 'a=b' }],
    ['a text is empty', 'name=', { name: '' }],
    ['a list is wanted', 'tags=["a"]', { tags: ['a'] }],
    ['an object is wanted', 'options={"a": 1}', { options: { a: 1 } }],
    ['null is allowed', 'note=null', { note: null }],
    ['one of several values is a number', 'level=2', { level: 2 }],
    ['one of several values is a text', 'level=high', { level: 'high' }],
    ['a value does not fit', 'value=many', { value: 'many' }],
    ['the schema does not know the input', 'other=3', { other: 3 }],
    ['the schema does not know the input, which is a text', 'other=three', { other: 'three' }],
  ] as const)('when %s, then it is read as that', (_when, word, inputs) => {
    expect(readInputs([word], schema)).toEqual(inputs);
  });

  it.each([['value'], ['=7'], ['']])("when a word is '%s', then it is refused as no input", (word) => {
    expect(() => readInputs([word], schema)).toThrow('expected key=value');
  });

  it('when an input is given twice, then it is refused', () => {
    expect(() => readInputs(['value=1', 'value=2'], schema)).toThrow("'value' is given twice");
  });
});
