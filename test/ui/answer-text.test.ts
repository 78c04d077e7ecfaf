import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../contract/json.ts';
import { answerText, firstValue, stepText } from '../../ui/chat/answer-text.ts';

describe('an answer in words', () => {
  it.each<[string, JsonObject, string, string]>([
    ['a whole number', { type: 'integer' }, '5', 'field=5'],
    ['a boolean', { type: 'boolean' }, 'true', 'field=true'],
    ['a text', { type: 'string' }, 'two words', 'field="two words"'],
    ['a text with quotes', { type: 'string' }, 'say "hi"', 'field="say \\"hi\\""'],
    ['an enum of texts', { enum: ['a', 'b'] }, 'b', 'field="b"'],
    ['a list', { type: 'array' }, ' [1, 2] ', 'field=[1, 2]'],
    ['nothing at all', { type: 'integer' }, '', 'field=""'],
  ])('when the field is %s, then its value is written so that nothing is guessed', (_when, schema, value, text) => {
    expect(answerText([{ name: 'field', schema }], { field: value })).toBe(text);
  });

  it('when several fields are missing, then each is named', () => {
    const missing = [{ name: 'flag', schema: { type: 'string' } }, { name: 'percent', schema: { type: 'integer' } }];
    expect(answerText(missing, { flag: 'dark_mode', percent: '5' })).toBe('flag="dark_mode" percent=5');
  });

  it.each<[string, JsonObject, string]>([
    ['a default text', { default: 'soon' }, 'soon'],
    ['a default number', { type: 'integer', default: 1 }, '1'],
    ['a boolean', { type: 'boolean' }, 'true'],
    ['nothing else', { type: 'integer' }, ''],
  ])('when the schema has %s, then the field begins with it', (_when, schema, value) => {
    expect(firstValue(schema)).toBe(value);
  });

  it('when a step is edited, then its words name the action and every input', () => {
    expect(stepText({ actionId: 'std.text.set', inputs: { value: 'two words', count: 3, kind: 'plain' } })).toBe('std.text.set value="two words" count=3 kind=plain');
  });
});
