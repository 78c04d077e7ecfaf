import { describe, expect, it } from '@jest/globals';
import { canonicalText, sameJson } from '../../../domain/state/canonical.ts';

describe('canonicalText', () => {
  it('when given the example of RFC 8785 3.2.2, then it writes the bytes of 3.2.3', () => {
    const given = JSON.parse(String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`);
    const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
    expect(canonicalText(given)).toBe(expected);
  });

  it('when keys are given as in RFC 8785 3.2.3, then they are sorted by UTF-16 code units', () => {
    const given = JSON.parse(String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`);
    expect(Object.values(JSON.parse(canonicalText(given)))).toHaveLength(7);
    expect(canonicalText(given).match(/:"([^"]+)"/g)).toEqual(
      ['Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh'].map((name) => `:"${name}"`),
    );
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [999999999999999900000, '999999999999999900000'],
    [0.000001, '0.000001'],
    [1e-7, '1e-7'],
    [333333333.33333325, '333333333.33333325'],
  ])('when the number is %s, then it writes %s as RFC 8785 appendix B', (number, text) => {
    expect(canonicalText(number)).toBe(text);
  });

  it.each([Number.NaN, Infinity, -Infinity])('when the number is %s, then it throws', (number) => {
    expect(() => canonicalText([{ deep: number }])).toThrow(RangeError);
  });

  it.each([
    [{ a: 1, b: [2, { c: 3, d: 4 }] }, { b: [2, { d: 4, c: 3 }], a: 1 }, true],
    [[1, 2], [2, 1], false],
    [{}, [], false],
    [null, undefined, false],
    ['1', 1, false],
    [{ a: null }, {}, false],
    [undefined, undefined, true],
  ])('when %j is compared with %j, then the answer is %s', (left, right, same) => {
    expect(sameJson(left, right)).toBe(same);
  });
});
