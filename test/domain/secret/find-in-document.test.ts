import { describe, expect, it } from '@jest/globals';
import { findInDocument } from '../../../domain/secret/find-in-document.ts';

const isFound = (text: string) => text.includes('sesame');

describe('findInDocument', () => {
  it.each<[string, unknown, string | null]>([
    ['is the document', 'sesame', ''],
    ['is a value', { a: { 'b/c': ['x', 'open sesame'] } }, '/a/b~1c/1'],
    ['is a name', { a: { 'my sesame': 1 } }, '/a'],
    ['is both a name and a value below it', { sesame: 'sesame' }, ''],
    ['is not there', { a: [1, null, true, 'x'], b: {} }, null],
    ['cannot be there', undefined, null],
  ])('when the text %s, then its place is told', (_when, document, path) => {
    expect(findInDocument(document, isFound)).toBe(path);
  });
});
