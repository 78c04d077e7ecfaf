import { describe, expect, it } from '@jest/globals';
import type { SimulatedExecution } from '../../contract/execution.ts';
import { expectData } from '../support/http.ts';
import { openStage, type Stage } from './stage.ts';

const increment = { actionId: 'demo.counter.increment', inputs: {} };
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const DAY_MS = 86_400_000;

/** What would become of a step at another time than now. */
const at = async ({ admin, at: path }: Stage, instant: string) => expectData(await admin.session.post<SimulatedExecution>(path('/policy/simulate'), { intent: increment, at: instant }));
const dayOf = (time: number) => DAYS[new Date(time).getUTCDay()] ?? 'sun';

describe('4.6 Windows', () => {
  // A window of one weekday that is neither today nor one of its neighbours stays closed while the test runs, in every time zone.
  const closedDay = () => dayOf(Date.now() + 3 * DAY_MS);
  const openDays = () => [-1, 0, 1].map((days) => dayOf(Date.now() + days * DAY_MS));

  it('when no window is open, then an intent is refused and recorded, on every way in', async () => {
    const stage = await openStage({ executionWindows: [{ days: [closedDay()], from: '08:00', to: '18:00', timezone: 'Europe/Berlin' }] });
    const refused = await stage.admin.run(increment);
    expect(refused).toMatchObject({ status: 'rejected', error: { code: 'execution_window_violation', gate: 'window', rule: 'executionWindows' } });
    expect(await stage.admin.simulate(increment)).toMatchObject({ error: { code: 'execution_window_violation' } });
    expect(await stage.admin.runPlan([increment])).toMatchObject({ status: 'rejected', executions: [{ error: { code: 'execution_window_violation' } }] });
    const turn = await stage.admin.say('add 5');
    expect(turn).toMatchObject({ status: 'done', reply: { kind: 'refused' } });
    expect(await stage.counter()).toBe(0);
    expect((await stage.executions()).map(({ error }) => error?.code)).toEqual(Array.from({ length: 3 }, () => 'execution_window_violation'));
  });

  it('when one of several windows is open, then things run, and the trace says so', async () => {
    const wide = openDays().flatMap((day) => [{ days: [day], from: '00:00', to: '12:00' }, { days: [day], from: '12:00', to: '00:00' }]);
    const stage = await openStage({ executionWindows: [{ days: [closedDay()], from: '08:00', to: '18:00' }, ...wide] });
    const { status, trace } = await stage.admin.run(increment);
    expect(status).toBe('success');
    expect(trace.find(({ gate }) => gate === 'window')).toMatchObject({ verdict: 'pass' });
  });

  describe('with the time given', () => {
    const office = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', timezone: 'Europe/Berlin' };
    const night = { days: ['fri'], from: '22:00', to: '06:00', timezone: 'America/New_York' };

    it.each([
      ['the first instant in winter', office, '2026-03-27T07:00:00.000Z', true],
      ['the instant before in winter', office, '2026-03-27T06:59:59.999Z', false],
      ['the first instant in summer', office, '2026-03-30T06:00:00.000Z', true],
      ['the instant before in summer', office, '2026-03-30T05:59:59.999Z', false],
      ['the last instant in autumn', office, '2026-10-26T16:59:59.999Z', true],
      ['the end, which is outside', office, '2026-10-26T17:00:00.000Z', false],
      ['the night, before midnight', night, '2026-03-07T04:59:00.000Z', true],
      ['the night, after midnight', night, '2026-03-07T05:01:00.000Z', true],
      ['the end of the night', night, '2026-03-07T11:00:00.000Z', false],
      ['the morning before that night', night, '2026-03-06T08:00:00.000Z', false],
    ])('when it is %s, then that decides', async (_when, window, instant, isOpen) => {
      const stage = await openStage({ executionWindows: [window] });
      expect(await at(stage, instant)).toMatchObject(isOpen ? { status: 'success' } : { status: 'rejected', error: { code: 'execution_window_violation' } });
      expect(await stage.executions()).toEqual([]);
    });
  });

  it.each([
    ['there is none in the list', [], '/executionWindows'],
    ['one begins when it ends', [{ days: ['mon'], from: '08:00', to: '08:00' }], '/executionWindows/0/to'],
    ['one is in a place that is none', [{ days: ['mon'], from: '08:00', to: '09:00', timezone: 'Europe/Atlantis' }], '/executionWindows/0/timezone'],
  ])('when windows are uploaded and %s, then the policy is refused with the path', async (_when, executionWindows, path) => {
    const { admin, at: pathOf } = await openStage();
    expect(await admin.session.put(pathOf('/policy'), { executionWindows })).toMatchObject({ status: 422, body: { issues: [{ path }] } });
  });
});
