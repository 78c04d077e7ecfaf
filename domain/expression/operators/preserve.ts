import type { Operator } from '../operator.ts';
import { spend } from '../run.ts';

/** The data as written, though it may look like an expression. */
export const preserve: Operator = (call) => {
  const data = call.data();
  return (_scope, run) => {
    spend(run, 1);
    return data;
  };
};
