import { randomBytes } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { searchAttributes } from '../../local/temporal.ts';
import { services } from './services.ts';

const KEYWORD = 2;
const RETENTION = '1 day';

/** A namespace of its own on the Temporal of this run, with Gatehouse's search attributes, so that no two houses mix. */
export async function createNamespace(address: string = services().temporalAddress): Promise<string> {
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION) });
    const attributes = Object.fromEntries(searchAttributes.map((name) => [name, KEYWORD]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: attributes });
    return namespace;
  } finally {
    await connection.close();
  }
}
