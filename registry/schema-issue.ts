import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Issue } from '../contract/problem.ts';
import { pointerOf } from '../domain/state/pointer.ts';

const MAX_ISSUES = 50;
const MAX_LISTED_VALUES = 20;

/** What a schema found wrong, in plain words: at most 50 entries whose paths begin with `root`. */
export function schemaIssues(errors: readonly ErrorObject[], root: string): Issue[] {
  const told = errors.filter((error) => error.keyword !== 'if').slice(0, MAX_ISSUES);
  return told.map((error) => ({ path: `${root}${error.instancePath}${offender(error)}`, message: expectation(error) }));
}

/** The part of the path that Ajv leaves out: the name that is missing or too much. */
function offender({ params }: ErrorObject): string {
  const name: unknown = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty ?? params.propertyName;
  return typeof name === 'string' ? pointerOf([name]) : '';
}

function expectation({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not expected here';
    case 'type':
      return `expected ${[params.type].flat().map(typeName).join(' or ')}`;
    case 'enum':
      return `expected one of ${listed(params.allowedValues)}`;
    case 'const':
      return `expected ${JSON.stringify(params.allowedValue)}`;
    case 'format':
      return `expected text in the format ${String(params.format)}`;
    case 'pattern':
      return `expected text that matches ${String(params.pattern)}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `expected a number ${bound(String(params.comparison))} ${String(params.limit)}`;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return `expected at least ${counted(keyword, Number(params.limit))}`;
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return `expected at most ${counted(keyword, Number(params.limit))}`;
    case 'false schema':
      return 'is not expected here';
    default:
      return (message ?? `breaks '${keyword}'`).replace(/^must /, 'expected to ').replace(/\bNOT\b/, 'not');
  }
}

function typeName(type: unknown): string {
  const names: Record<string, string> = {
    integer: 'a whole number',
    number: 'a number',
    string: 'text',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    null: 'nothing (null)',
  };
  return names[String(type)] ?? String(type);
}

function bound(comparison: string): string {
  const words: Record<string, string> = { '>=': 'of at least', '<=': 'of at most', '>': 'greater than', '<': 'less than' };
  return words[comparison] ?? comparison;
}

function counted(keyword: string, count: number): string {
  if (keyword.endsWith('Properties')) return `${count} of its properties`;
  const unit = keyword.endsWith('Length') ? 'character' : 'item';
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function listed(values: unknown): string {
  const all = [values].flat();
  const told = all.slice(0, MAX_LISTED_VALUES).map((value) => JSON.stringify(value));
  return told.join(', ') + (all.length > MAX_LISTED_VALUES ? ' …' : '');
}
