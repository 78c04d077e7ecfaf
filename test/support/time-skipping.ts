import { TestWorkflowEnvironment } from '@temporalio/testing';
import { temporalBinary } from '../../local/temporal-binary.ts';
import { binaryCache } from './services.ts';

/** A Temporal of one test file, in which waiting workflows let time fly; the test calls `teardown`. */
export async function createTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const path = await temporalBinary({ program: 'temporal-test-server', cache: binaryCache });
  return TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
}
