import type { forksRoutes } from '../../contract/routes/forks.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Front } from '../front.ts';
import { deleteFork } from '../routes/delete-fork.ts';
import { diffFork } from '../routes/diff-fork.ts';
import { getFork } from '../routes/get-fork.ts';
import { listForks } from '../routes/list-forks.ts';
import { postFork } from '../routes/post-fork.ts';
import { promoteFork } from '../routes/promote-fork.ts';
import { revert } from '../routes/revert.ts';
import { runOnFork } from '../routes/run-on-fork.ts';

/** What answers each route of `contract/routes/forks.ts`; a route without a line here does not compile. */
export const forksEndpoints = (front: Front) =>
  ({
    revert: revert(front),
    listForks: listForks(front),
    postFork: postFork(front),
    getFork: getFork(front),
    runOnFork: runOnFork(front),
    diffFork: diffFork(front),
    promoteFork: promoteFork(front),
    deleteFork: deleteFork(front),
  }) satisfies Record<keyof typeof forksRoutes, Endpoint>;
