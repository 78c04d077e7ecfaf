import { describe, expect, it } from '@jest/globals';
import type { Recorded } from '../../ui/data/use-execution.ts';
import { toCsv } from '../../ui/executions/to-csv.ts';

const row = (message: string) => ({ createdAt: '2026-03-04T05:06:07.000Z', status: 'success', cost: -1, message, error: null }) as Recorded;

describe('executions as CSV', () => {
  it.each([
    ['it is plain', 'done', ',done,'],
    ['it has a comma', 'a, b', ',"a, b",'],
    ['it has quotes', 'a "b"', ',"a ""b""",'],
    ['it has lines', 'a\nb', ',"a\nb",'],
    ['a spreadsheet would run it', '=1+1', ",'=1+1,"],
  ])('when %s, then a spreadsheet reads it as that text', (_when, message, cell) => {
    expect(toCsv([row(message)]).split('\r\n')[1]).toContain(cell);
  });

  it('when a number is negative, then it stays a number', () => {
    expect(toCsv([row('done')])).toContain(',-1,');
  });
});
