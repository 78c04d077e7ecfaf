import { ApplicationFailure } from '@temporalio/activity';
import type { Activities } from '../contract/activities.ts';
import { verifyIntegrity as verify } from '../db/verify-integrity.ts';
import type { Powers } from './dependencies.ts';

/** Verifies the records of a project and stops executions there on a finding; it never lets them run again, which an admin does. */
export const verifyIntegrity =
  (powers: Powers): Activities['verifyIntegrity'] =>
  async ({ projectId }) => {
    const report = await verify(powers, { projectId, lifts: false });
    if (!report) throw ApplicationFailure.nonRetryable(`There is no project ${projectId}.`, 'not_found');
    const [first] = report.problems;
    if (first) powers.logger.error('integrity-broken', first.detail, { project_id: projectId, problems: report.problems.length });
    return { ok: report.ok, problems: report.problems.length };
  };
