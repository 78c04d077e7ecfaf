import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../contract/json.ts';
import { resolveAction } from '../../domain/catalog.ts';
import { compileInputCheck } from '../../registry/input-check.ts';
import { createSchemaCompiler } from '../../registry/schema-compiler.ts';
import { compileStateCheck } from '../../registry/state-check.ts';
import { catalogOf } from './catalog-of.ts';

const checkOf = (properties: JsonObject, rest: JsonObject = {}) =>
  compileInputCheck({ type: 'object', additionalProperties: false, properties, ...rest }, createSchemaCompiler());

describe('the check of inputs', () => {
  it('when defaults are filled in, then the argument stays as it was', () => {
    const check = checkOf({ amount: { type: 'integer', default: 1 }, list: { type: 'array', items: { type: 'string' }, default: ['a'] } });
    const inputs = Object.freeze({});
    const [first, second] = [check(inputs), check(inputs)];
    expect(first).toEqual({ ok: true, inputs: { amount: 1, list: ['a'] } });
    expect(first.ok && second.ok && first.inputs.list !== second.inputs.list).toBe(true);
    expect(inputs).toEqual({});
  });

  it('when required inputs are absent, then missing lists exactly those with their schemas, in order', () => {
    const check = checkOf({ b: { type: 'string' }, a: { type: 'integer', minimum: 1 }, c: { type: 'null' } }, { required: ['b', 'a'] });
    expect(check({ c: null })).toEqual({
      ok: false,
      issues: [{ path: '/inputs/b', message: 'is required' }, { path: '/inputs/a', message: 'is required' }],
      missing: [{ name: 'b', schema: { type: 'string' } }, { name: 'a', schema: { type: 'integer', minimum: 1 } }],
    });
  });

  it.each<[string, JsonObject, Json, string]>([
    ['a wrong type', { type: 'integer' }, 'x', 'expected a whole number'],
    ['one of two types', { type: ['string', 'null'] }, 1, 'expected text or nothing (null)'],
    ['a value outside the list', { type: 'string', enum: ['a', 'b'] }, 'c', 'expected one of "a", "b"'],
    ['too small a number', { type: 'number', minimum: 3 }, 2, 'expected a number of at least 3'],
    ['too large a number', { type: 'number', exclusiveMaximum: 3 }, 3, 'expected a number less than 3'],
    ['another constant', { const: true }, false, 'expected true'],
    ['a text of another pattern', { type: 'string', pattern: '^[a-z]+$' }, 'A', 'expected text that matches ^[a-z]+$'],
    ['a text of another format', { type: 'string', format: 'date' }, '2026-13-01', 'expected text in the format date'],
    ['too short a text', { type: 'string', minLength: 1 }, '', 'expected at least 1 character'],
    ['too long a list', { type: 'array', maxItems: 2, items: { type: 'integer' } }, [1, 2, 3], 'expected at most 2 items'],
  ])('when there is %s, then the issue says what was expected', (_what, schema, value, message) => {
    expect(checkOf({ a: schema })({ a: value })).toEqual({ ok: false, issues: [{ path: '/inputs/a', message }], missing: [] });
  });

  it('when something deep inside is wrong, then the path is a JSON Pointer', () => {
    const check = checkOf({ 'a/b': { type: 'array', items: { type: 'object', required: ['x'], additionalProperties: false, properties: { x: { type: 'integer' } } } } });
    expect(check({ 'a/b': [{ x: 1 }, { 'y~': 1 }] })).toMatchObject({
      issues: [{ path: '/inputs/a~1b/1/x', message: 'is required' }, { path: '/inputs/a~1b/1/y~0', message: 'is not expected here' }],
      missing: [],
    });
  });

  it('when two schemas have different patterns, then each keeps its own', () => {
    const compiler = createSchemaCompiler();
    const [letters, digits] = ['^[a-z]+$', '^[0-9]+$'].map((pattern) => compileInputCheck({ type: 'object', properties: { a: { type: 'string', pattern } } }, compiler));
    expect([letters?.({ a: 'x' }).ok, letters?.({ a: '1' }).ok, digits?.({ a: 'x' }).ok, digits?.({ a: '1' }).ok]).toEqual([true, false, false, true]);
  });

  it('when a field is marked as sensitive, then the schema is allowed', () => {
    expect(checkOf({ password: { type: 'string', sensitive: true } })({ password: 'x' }).ok).toBe(true);
  });

  it('when a pattern would backtrack without end, then it answers fast', () => {
    const check = checkOf({ a: { type: 'string', pattern: '^(a+)+$' }, b: { type: 'string', pattern: '^([a-z]|[a-z0-9])*!$' } });
    const startedAt = performance.now();
    expect(check({ a: `${'a'.repeat(50_000)}!`, b: 'a'.repeat(50_000) }).ok).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it.each<[string, JsonObject]>([
    ['a list of many', { a: Array.from({ length: 30_000 }, () => 'x') }],
    ['lists of lists', { a: Array.from({ length: 1_000 }, () => Array.from({ length: 100 }, () => 'x')) }],
  ])('when the inputs are %s, then one issue says so', (_what, inputs) => {
    expect(checkOf({ a: { type: 'array', items: { type: 'integer' } } })(inputs)).toEqual({
      ok: false,
      issues: [{ path: '/inputs', message: 'expected at most 20000 values' }],
      missing: [],
    });
  });

  it('when very much is wrong, then the issues are bounded', () => {
    const answer = checkOf({ a: { type: 'array', items: { type: 'integer' } } })({ a: Array.from({ length: 1_000 }, () => 'x') });
    expect(answer.ok ? 0 : answer.issues.length).toBe(50);
  });
});

describe('the check of states', () => {
  it('when a default is missing, then it is not filled in', () => {
    const check = compileStateCheck('plant.pump', { type: 'object', required: ['on'], properties: { on: { type: 'boolean', default: true } } }, createSchemaCompiler());
    expect(check({})).toEqual([{ path: '/plant.pump/on', message: 'is required' }]);
  });
});

describe('the built-ins', () => {
  const catalog = catalogOf();
  const check = (id: string, inputs: JsonObject) => resolveAction(catalog, id)?.checkInputs(inputs);

  it.each<[string, JsonObject, JsonObject]>([
    ['demo.counter.set', { value: 42 }, { ok: true, inputs: { value: 42 } }],
    ['demo.counter.increment', {}, { ok: true, inputs: { amount: 1 } }],
    ['demo.counter.reset', {}, { ok: true, inputs: {} }],
    ['std.slider.set', { value: 12.5 }, { ok: true }],
    ['std.text_input.set', { value: 'hello' }, { ok: true }],
    ['std.status_indicator.update', { status: 'busy' }, { ok: true }],
    ['std.status_indicator.update', {}, { ok: false, issues: [{ path: '/inputs', message: 'expected at least 1 of its properties' }] }],
    ['demo.counter.set', {}, { ok: false, missing: [{ name: 'value' }] }],
    ['demo.counter.set', { value: 1.5 }, { ok: false }],
    ['demo.counter.reset', { value: 1 }, { ok: false, issues: [{ path: '/inputs/value' }] }],
  ])('when %s gets %j, then it answers %j', (id, inputs, answer) => {
    expect(check(id, inputs)).toMatchObject(answer);
  });

  it('when the slider leaves its range, then its invariant does not hold', () => {
    const [invariant] = catalog.components.get('std.slider')?.invariants ?? [];
    expect(invariant?.holds({ state: { 'std.slider': { value: 100, min: 0, max: 100 } } })).toBe(true);
    expect(invariant?.holds({ state: { 'std.slider': { value: 101, min: 0, max: 100 } } })).toBe(false);
  });
});
