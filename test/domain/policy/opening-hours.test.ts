import { describe, expect, it } from '@jest/globals';
import type { ExecutionWindow } from '../../../contract/policy.ts';
import { openingHours } from '../../../domain/policy/opening-hours.ts';
import { decide } from '../../../domain/decide.ts';
import { facts } from '../given.ts';

const WORKDAYS: ExecutionWindow['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const EVERY_DAY: ExecutionWindow['days'] = [...WORKDAYS, 'sat', 'sun'];
const berlin: ExecutionWindow = { days: WORKDAYS, from: '08:00', to: '18:00', timezone: 'Europe/Berlin' };
const night: ExecutionWindow = { days: ['fri'], from: '22:00', to: '06:00', timezone: 'Europe/Berlin' };
const hourOfChange = (timezone: string): ExecutionWindow => ({ days: ['sun'], from: '02:00', to: '03:00', timezone });
const newYork: ExecutionWindow = { days: EVERY_DAY, from: '09:00', to: '17:00', timezone: 'America/New_York' };

const cases: readonly (readonly [string, ExecutionWindow, string, boolean])[] = [
  ['it is the first instant', berlin, '2026-01-05T07:00:00.000Z', true],
  ['it is the instant before', berlin, '2026-01-05T06:59:59.999Z', false],
  ['it is the last instant', berlin, '2026-01-05T16:59:59.999Z', true],
  ['it is the instant after', berlin, '2026-01-05T17:00:00.000Z', false],
  ['it is a Saturday', berlin, '2026-01-10T10:00:00.000Z', false],
  ['it is still Friday in UTC, but Saturday in Berlin', { ...berlin, from: '00:00', to: '23:59' }, '2026-01-09T23:30:00.000Z', false],
  ['it is still Sunday in UTC, but Monday in Berlin', { ...berlin, from: '00:00', to: '23:59' }, '2026-01-11T23:30:00.000Z', true],
  // Berlin goes to summer time on 2026-03-29 and back on 2026-10-25, both at 01:00 UTC.
  ['it is eight on the Friday before summer time', berlin, '2026-03-27T07:00:00.000Z', true],
  ['it is seven on the Friday before summer time', berlin, '2026-03-27T06:00:00.000Z', false],
  ['it is eight on the Monday after', berlin, '2026-03-30T06:00:00.000Z', true],
  ['it is the instant before eight on the Monday after', berlin, '2026-03-30T05:59:59.999Z', false],
  ['it is six in the evening on the Monday after', berlin, '2026-03-30T16:00:00.000Z', false],
  ['it is eight on the Friday before winter time', berlin, '2026-10-23T06:00:00.000Z', true],
  ['it is seven on the Monday after', berlin, '2026-10-26T06:00:00.000Z', false],
  ['it is eight on the Monday after winter time', berlin, '2026-10-26T07:00:00.000Z', true],
  ['the hour does not exist on that day, just before', hourOfChange('Europe/Berlin'), '2026-03-29T00:59:59.999Z', false],
  ['the hour does not exist on that day, just after', hourOfChange('Europe/Berlin'), '2026-03-29T01:00:00.000Z', false],
  ['the hour comes twice, the first time', hourOfChange('Europe/Berlin'), '2026-10-25T00:30:00.000Z', true],
  ['the hour comes twice, the second time', hourOfChange('Europe/Berlin'), '2026-10-25T01:30:00.000Z', true],
  ['the hour that came twice is over', hourOfChange('Europe/Berlin'), '2026-10-25T02:00:00.000Z', false],
  ['the hour that comes twice has not begun', hourOfChange('Europe/Berlin'), '2026-10-24T23:59:59.999Z', false],
  // New York goes to summer time on 2026-03-08 at 07:00 UTC and back on 2026-11-01 at 06:00 UTC.
  ['it is nine in New York in winter', newYork, '2026-03-07T14:00:00.000Z', true],
  ['it is eight in New York in winter', newYork, '2026-03-07T13:00:00.000Z', false],
  ['it is nine in New York in summer', newYork, '2026-03-08T13:00:00.000Z', true],
  ['it is five in the afternoon in summer', newYork, '2026-03-08T21:00:00.000Z', false],
  ['it is nine in New York on the day of winter time', newYork, '2026-11-01T14:00:00.000Z', true],
  ['it is eight in New York on the day of winter time', newYork, '2026-11-01T13:59:59.999Z', false],
  ['the hour does not exist in New York', hourOfChange('America/New_York'), '2026-03-08T07:00:00.000Z', false],
  ['the hour before midnight comes once there', { ...newYork, from: '01:00', to: '02:00', days: ['sun'] }, '2026-11-01T05:59:59.999Z', true],
  ['and the hour after one comes twice there', { ...newYork, from: '01:00', to: '02:00', days: ['sun'] }, '2026-11-01T06:59:59.999Z', true],
  // A range over midnight belongs to the day on which it starts.
  ['the night begins', night, '2026-01-09T21:00:00.000Z', true],
  ['the night has not begun', night, '2026-01-09T20:59:59.999Z', false],
  ['it is midnight', night, '2026-01-09T23:00:00.000Z', true],
  ['it is the last instant of the night', night, '2026-01-10T04:59:59.999Z', true],
  ['the night is over', night, '2026-01-10T05:00:00.000Z', false],
  ['it is the morning of the Friday', night, '2026-01-09T02:00:00.000Z', false],
  ['it is the evening of the Saturday', night, '2026-01-10T21:00:00.000Z', false],
  ['a night of Sunday goes on into Monday', { ...night, days: ['sun'] }, '2026-01-12T04:00:00.000Z', true],
  ['a night of Saturday loses an hour and ends at six', { ...night, days: ['sat'] }, '2026-03-29T03:59:59.999Z', true],
  ['a night of Saturday has lost an hour and is over', { ...night, days: ['sat'] }, '2026-03-29T04:00:00.000Z', false],
  ['a night of Saturday gains an hour and ends at six', { ...night, days: ['sat'] }, '2026-10-25T04:59:59.999Z', true],
  ['a window ends at midnight', { ...berlin, from: '20:00', to: '00:00' }, '2026-01-05T22:59:59.999Z', true],
  ['a window has ended at midnight', { ...berlin, from: '20:00', to: '00:00' }, '2026-01-05T23:00:00.000Z', false],
  ['a window begins at midnight', { ...berlin, from: '00:00', to: '01:00' }, '2026-01-04T23:00:00.000Z', true],
  ['a zone is half an hour off', { days: EVERY_DAY, from: '05:30', to: '06:00', timezone: 'Asia/Kolkata' }, '2026-01-05T00:00:00.000Z', true],
];

describe('execution windows', () => {
  it.each(cases)('when %s, then that decides', (_when, window, at, isOpen) => {
    expect(openingHours([window])(Date.parse(at))).toBe(isOpen);
    const decision = decide(facts({ policy: { executionWindows: [window] }, now: Date.parse(at) }));
    expect(decision).toMatchObject(isOpen ? { verdict: 'pass' } : { verdict: 'refuse', error: { code: 'execution_window_violation', gate: 'window', rule: 'executionWindows' } });
  });

  it('when there are no windows, then it is always open', () => {
    expect(openingHours(undefined)(0)).toBe(true);
  });

  it('when one of several windows matches, then it is open', () => {
    const isOpen = openingHours([berlin, night]);
    expect([isOpen(Date.parse('2026-01-05T10:00:00Z')), isOpen(Date.parse('2026-01-10T01:00:00Z')), isOpen(Date.parse('2026-01-11T12:00:00Z'))]).toEqual([true, true, false]);
  });

  it('when a week is walked through by the minute, then a window of ten hours on five days is open for as long', () => {
    const start = Date.parse('2026-01-05T00:00:00Z');
    const isOpen = openingHours([berlin]);
    const open = Array.from({ length: 7 * 24 * 60 }, (_, minute) => isOpen(start + minute * 60_000)).filter(Boolean);
    expect(open).toHaveLength(5 * 10 * 60);
  });
});
