import type { Feed, Wake } from '../db/feed.ts';
import type { RehearsalParts } from '../db/rehearse.ts';
import { createAccessTokens, type AccessTokens } from '../db/stores/access-tokens.ts';
import { createAlertChannels, type AlertChannels } from '../db/stores/alert-channels.ts';
import { createAttempts, type Attempts } from '../db/stores/attempts.ts';
import { createBudgets, type Budgets } from '../db/stores/budgets.ts';
import { createIdempotencyKeys, type IdempotencyKeys } from '../db/stores/idempotency-keys.ts';
import { createMediaStore, type MediaStore } from '../db/stores/media.ts';
import { createLoginSessions, type LoginSessions } from '../db/stores/login-sessions.ts';
import { createMembers, type Members } from '../db/stores/members.ts';
import { createPolicies, type Policies } from '../db/stores/policies.ts';
import { createPolicyReader, type PolicyReader } from '../db/stores/policy-reader.ts';
import { createPolicyTemplates, type PolicyTemplates } from '../db/stores/policy-templates.ts';
import { createProjects, type Projects } from '../db/stores/projects.ts';
import { createSignInLinks, type SignInLinks } from '../db/stores/sign-in-links.ts';
import { createUserRegistry, type UserRegistry } from '../db/stores/user-registry.ts';
import { createUsers, type Users } from '../db/stores/users.ts';
import type { Database } from '../db/database.ts';
import { createDayStarts } from '../domain/budget/day-start.ts';
import type { Catalog } from '../domain/catalog.ts';
import { createFootprints } from '../domain/footprint.ts';
import { createGuard, type EgressGuard } from '../domain/egress/create-guard.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { mintId } from '../platform/ids.ts';
import { createMediaFiles } from '../platform/media-files.ts';
import { readPolicyFiles, RELEASED_POLICIES } from '../platform/policy-files.ts';
import type { Logger } from '../platform/logger.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { CountRequest } from '../platform/request-metrics.ts';
import type { Seal } from '../platform/seal.ts';
import { releasedTemplates } from '../registry/policies/released-templates.ts';
import { carryInLane } from '../temporal/carry-in-lane.ts';
import type { Temporal } from '../temporal/connect.ts';
import type { Readiness } from './readiness.ts';
import { createProjectLanes, type ProjectLanes } from './project-lanes.ts';
import { createRecordedWatch, type RecordedWatch } from './recorded-watch.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** People behind one address share its limit of failed logins: that of so many names. */
const NAMES_PER_ADDRESS = 10;

/** What the process is made of before the first request. */
export type Foundation = {
  config: Config;
  logger: Logger;
  clock: Clock;
  seal: Seal;
  catalog: Catalog;
  database: Database;
  readiness: Readiness;
  metrics: Metrics;
  countRequest: CountRequest;
  temporal: Temporal;
  feed: Feed;
  /** Tells the streams of every process that a project has new events. */
  wake: Wake;
  /** Aborted when the process is asked to stop: whatever streams then ends. */
  closing: AbortSignal;
};

/** Everything that routes depend on. */
export type Front = Foundation & {
  users: Users;
  userRegistry: UserRegistry;
  accessTokens: AccessTokens;
  loginSessions: LoginSessions;
  signInLinks: SignInLinks;
  projects: Projects;
  members: Members;
  policies: Policies;
  policyTemplates: PolicyTemplates;
  budgets: Budgets;
  alertChannels: AlertChannels;
  egressGuard: EgressGuard;
  attempts: Attempts;
  media: MediaStore;
  lanes: ProjectLanes;
  recordedWatch: RecordedWatch;
  idempotencyKeys: IdempotencyKeys;
  rehearsal: RehearsalParts;
  mintId: () => string;
  requestThrottle: Throttle;
  /** Counts the attempts at one name from one address. */
  loginThrottle: Throttle;
  /** Counts the failures from one address, whatever the names: each costs a password hash. */
  loginAddressThrottle: Throttle;
};

/** The dependencies of all routes, from what the process is made of. */
export function createFront(foundation: Foundation): Front {
  const { catalog, config, clock, database } = foundation;
  const readPolicy = createPolicyReader(catalog.houseRule);
  return {
    ...foundation,
    users: createUsers(database),
    userRegistry: createUserRegistry(database),
    accessTokens: createAccessTokens(database),
    loginSessions: createLoginSessions(database),
    signInLinks: createSignInLinks(database),
    projects: createProjects(database, readPolicy),
    members: createMembers(database),
    policies: createPolicies(database),
    policyTemplates: createPolicyTemplates(database, releasedTemplates(readPolicyFiles(RELEASED_POLICIES))),
    budgets: createBudgets(database),
    alertChannels: createAlertChannels(database, foundation.seal),
    egressGuard: createGuard(config.egressAllow),
    attempts: createAttempts(foundation.seal),
    media: createMediaStore(database, createMediaFiles(config.mediaDir, foundation.seal)),
    lanes: createProjectLanes({ ...foundation, waitMs: config.intentWaitMs, carryInLane: (batch) => carryInLane(foundation.temporal, batch, config.intentWaitMs) }),
    recordedWatch: createRecordedWatch({ ...foundation, onError: (error) => foundation.logger.warn('watch-interrupted', 'Callers wait for their workflow alone.', { error }) }),
    idempotencyKeys: createIdempotencyKeys(database, foundation.seal),
    rehearsal: rehearsalParts(foundation, readPolicy),
    mintId,
    requestThrottle: createThrottle({ limit: config.httpRatePerMinute, clock }),
    loginThrottle: createThrottle({ limit: config.loginAttemptsPerMinute, clock }),
    loginAddressThrottle: createThrottle({ limit: config.loginAttemptsPerMinute * NAMES_PER_ADDRESS, clock }),
  };
}

function rehearsalParts({ database, catalog, clock, seal, config }: Foundation, readPolicy: PolicyReader): RehearsalParts {
  return {
    database,
    catalog,
    clock,
    seal,
    mintId,
    footprint: createFootprints(catalog),
    dayStart: createDayStarts(),
    readPolicy,
    engine: { requireConfirmation: config.requireConfirmation },
  };
}
