import { describe, expect, it } from '@jest/globals';
import { chooseMeant, shortId } from '../../cli/short-id.ts';
import { table } from '../../cli/table.ts';
import { harmless, jsonText } from '../../cli/terminal.ts';

describe('what is printed', () => {
  it('when a text would steer the screen, then its control characters are left out', () => {
    expect(harmless('a\u001b[31mb\u0007\u009b2J\r\u202ec\td\ne')).toBe('a[31mb2Jc\td\ne');
  });

  it('when data holds such characters, then its JSON has them escaped and nothing is lost', () => {
    const data = { text: 'a\u009b2J\u202ec\u001b' };
    expect(harmless(jsonText(data))).toBe(jsonText(data));
    expect(JSON.parse(jsonText(data))).toEqual(data);
  });

  it('when rows have values of different lengths, then the columns are aligned', () => {
    expect(table(['ID', 'NAME'], [['1', 'long\nname'], ['222', null]])).toBe('ID   NAME\n1    long name\n222  –');
  });

  it('when there are no rows, then it says so', () => {
    expect(table(['ID'], [])).toBe('(none)');
  });
});

describe('what a person means', () => {
  const ids = ['019a0000-0000-7000-8000-00000000aaaa', '019a0000-0000-7000-8000-00000000bbbb', '019a0000-0000-7000-8000-11110000bbbb'];
  const meant = (text: string) => chooseMeant(ids, text, { noun: 'thing', id: (id) => id, name: (id) => (id === ids[2] ? 'third' : '') });

  it('when it is the short form of an id, then it is that one', () => {
    expect(meant(shortId(ids[0] ?? ''))).toBe(ids[0]);
  });

  it('when it is a name, then it is that one', () => {
    expect(meant('third')).toBe(ids[2]);
  });

  it('when it fits several, then they are named', () => {
    expect(() => meant('bbbb')).toThrow('give the whole id');
  });

  it('when it fits nothing, then it says so', () => {
    expect(() => meant('cccc')).toThrow("no thing 'cccc'");
  });
});
