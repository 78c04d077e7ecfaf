import type { historyRoutes } from '../../contract/routes/history.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { exportAudit } from '../routes/export-audit.ts';
import { getAuditKey } from '../routes/get-audit-key.ts';
import { getDiff } from '../routes/get-diff.ts';
import { getExecution } from '../routes/get-execution.ts';
import { getIntegrity } from '../routes/get-integrity.ts';
import { getState } from '../routes/get-state.ts';
import { listExecutions } from '../routes/list-executions.ts';
import { listOrgIntegrity } from '../routes/list-org-integrity.ts';
import { listSnapshots } from '../routes/list-snapshots.ts';
import { streamEvents } from '../routes/stream-events.ts';

/** What answers each route of `contract/routes/history.ts`; a route without a line here does not compile. */
export const historyEndpoints = (front: Front) =>
  ({
    streamEvents: streamEvents(front),
    getState: getState(front),
    listSnapshots: listSnapshots(front),
    getDiff: getDiff(front),
    getIntegrity: getIntegrity(front),
    listOrgIntegrity: listOrgIntegrity(front),
    exportAudit: exportAudit(front),
    getAuditKey: getAuditKey(front),
    listExecutions: listExecutions(front),
    getExecution: getExecution(front),
  }) satisfies Record<keyof typeof historyRoutes, Endpoint>;
