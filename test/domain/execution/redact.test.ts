import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../../contract/json.ts';
import { redactionFor } from '../../../domain/execution/redact.ts';
import { runIntent } from '../../../domain/execution/run-intent.ts';
import { canonicalText } from '../../../domain/state/canonical.ts';
import { createFootprints } from '../../../domain/footprint.ts';
import { action, catalog, facts, mac } from '../given.ts';

const secret = { type: 'string', sensitive: true };
const hidden = (value: Json) => ({ redacted: true, hmac: mac(canonicalText(value)), bytes: Buffer.byteLength(canonicalText(value)) });
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more });

describe('redactionFor', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['is a property', object({ pin: secret }), { pin: 'x1', other: 'y' }, { pin: hidden('x1'), other: 'y' }],
    ['is nested', object({ deep: object({ pin: secret }) }), { deep: { pin: 'ü😀' } }, { deep: { pin: hidden('ü😀') } }],
    ['is an item', object({ pins: { type: 'array', items: secret } }), { pins: ['a1', 'b2'] }, { pins: [hidden('a1'), hidden('b2')] }],
    ['is a whole object', object({ card: { type: 'object', sensitive: true } }), { card: { no: 1 } }, { card: hidden({ no: 1 }) }],
    ['stands behind a $ref', object({ pin: { $ref: '#/$defs/pin' } }, { $defs: { pin: secret } }), { pin: 'x1' }, { pin: hidden('x1') }],
    ['is one alternative', object({ pin: { anyOf: [{ type: 'integer' }, secret] } }), { pin: 'x1' }, { pin: hidden('x1') }],
    ['comes with a condition', object({}, { if: {}, then: object({ pin: secret }) }), { pin: 'x1' }, { pin: hidden('x1') }],
    ['has a name of its own', object({}, { additionalProperties: secret }), { any: 'x1' }, { any: hidden('x1') }],
    ['has a name by pattern', object({}, { patternProperties: { '^k': secret } }), { kk: 'x1' }, { kk: hidden('x1') }],
    ['is the first item', object({ list: { type: 'array', prefixItems: [secret] } }), { list: ['x1', 'y'] }, { list: [hidden('x1'), 'y'] }],
    ['refers to itself', object({ pin: secret, inner: { $ref: '#' } }, { allOf: [{ $ref: '#' }] }), { inner: { inner: { pin: 'x1' } } }, { inner: { inner: { pin: hidden('x1') } } }],
    ['appears elsewhere too', object({ pin: secret, note: { type: 'string' } }), { pin: 'x1', note: 'x1' }, { pin: hidden('x1'), note: hidden('x1') }],
    ['has the wrong type', object({ pin: secret }), { pin: 4711 }, { pin: hidden(4711) }],
    ['is absent', object({ pin: secret }), { other: 1 }, { other: 1 }],
  ])('when what is sensitive %s, then it is redacted', (_when, schema, inputs, redacted) => {
    expect(redactionFor(schema, inputs, mac).inputs(inputs)).toEqual(redacted);
  });

  it('when a secret is in a diff, then both its new and its old value are redacted, wherever they are', () => {
    const redaction = redactionFor(object({ pin: secret }), { pin: 'x1' }, mac);
    expect(redaction.diff([{ op: 'replace', path: '/a/b', value: { deep: ['x1'] }, old: 'x1' }, { op: 'remove', path: '/a/c', old: 'free' }])).toEqual([
      { op: 'replace', path: '/a/b', value: { deep: [hidden('x1')] }, old: hidden('x1') },
      { op: 'remove', path: '/a/c', old: 'free' },
    ]);
  });

  it.each([
    ['as it is', 'the word hunter2 leaked', 'hunter2'],
    ['as JSON text', 'the word "hun\\"ter2" leaked', 'hun"ter2'],
    ['as a number', 'the word 4711 leaked', 4711],
  ])('when a secret is in a text %s, then it is taken out', (_when, text, pin) => {
    const said = redactionFor(object({ pin: secret }), { pin }, mac).text(text);
    expect(said).toContain('[redacted]');
    expect(said).not.toMatch(/hun|4711/);
  });

  it.each(['hunter2', 'a "quoted" secret\nof two lines', 'x'.repeat(300), '\u0001\u2028'])('when the secret %j is written into the state, then no part of it is in the message', (pin) => {
    const known = action({ inputSchema: object({ pin: secret }), handle: ({ inputs }) => [{ path: ['lamp', 'pin'], value: { kept: inputs.pin ?? null } }] });
    const given = facts({ action: known, intent: { actionId: 'lamp.dim', inputs: { pin }, mode: 'assisted', confirmed: false } });
    const outcome = runIntent(given, createFootprints(catalog([known])));
    expect(outcome).toMatchObject({ status: 'success', message: 'Dim the lamp: lamp pin set to {"kept":"[redacted]"}.', changed: { lamp: { pin: { kept: pin } } } });
  });
});
