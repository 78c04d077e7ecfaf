import type { Feed, Wake } from '../db/feed.ts';
import type { RehearsalParts } from '../db/rehearse.ts';
import { createAccessTokens, type AccessTokens } from '../db/stores/access-tokens.ts';
import { createAlertChannels, type AlertChannels } from '../db/stores/alert-channels.ts';
import { createAttempts, type Attempts } from '../db/stores/attempts.ts';
import { createBudgets, type Budgets } from '../db/stores/budgets.ts';
import { createDeviceGrants, type DeviceGrants } from '../db/stores/device-grants.ts';
import { createIdempotencyKeys, type IdempotencyKeys } from '../db/stores/idempotency-keys.ts';
import { createMediaStore, type MediaStore } from '../db/stores/media.ts';
import { createLoginSessions, type LoginSessions } from '../db/stores/login-sessions.ts';
import { createMappedRoles, type MappedRoles } from '../db/stores/mapped-roles.ts';
import { createMembers, type Members } from '../db/stores/members.ts';
import { createOidcSignIns, type OidcSignIns } from '../db/stores/oidc-sign-ins.ts';
import { createPolicies, type Policies } from '../db/stores/policies.ts';
import { createPolicyReader, type PolicyReader } from '../db/stores/policy-reader.ts';
import { createPolicyTemplates, type PolicyTemplates } from '../db/stores/policy-templates.ts';
import { createProjectTombstones, type ProjectTombstones } from '../db/stores/project-tombstones.ts';
import { createProjects, type Projects } from '../db/stores/projects.ts';
import { createSecrets, type Secrets } from '../db/stores/secrets.ts';
import { createSignInLinks, type SignInLinks } from '../db/stores/sign-in-links.ts';
import { createUserIdentities, type UserIdentities } from '../db/stores/user-identities.ts';
import { createUserRegistry, type UserRegistry } from '../db/stores/user-registry.ts';
import { createUsers, type Users } from '../db/stores/users.ts';
import type { Database } from '../db/database.ts';
import { createDayStarts } from '../domain/budget/day-start.ts';
import type { Catalog } from '../domain/catalog.ts';
import { createFootprints } from '../domain/footprint.ts';
import { createGuard, type EgressGuard } from '../domain/egress/create-guard.ts';
import { createAuditSigner, type AuditSigner } from '../platform/audit-signer.ts';
import type { Clock } from '../platform/clock.ts';
import { requireKeys, type Config } from '../platform/config.ts';
import { createEnvelope } from '../platform/envelope.ts';
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
import { createOpenStreams, STREAMS_PER_PERSON, type OpenStreams } from './open-streams.ts';
import { createIdentityProvider, type IdentityProvider } from './auth/oidc/identity-provider.ts';
import type { Readiness } from './readiness.ts';
import { createProjectLanes, type ProjectLanes } from './project-lanes.ts';
import { createRecordedWatch, type RecordedWatch } from './recorded-watch.ts';
import { createSecretWatch, type SecretWatch } from './secret-watch.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** People behind one address share its limit of failed logins: that of so many names. */
const NAMES_PER_ADDRESS = 10;

/** How many calls of one person may hold a secret of a project within a minute. */
const SECRETS_PER_MINUTE = 10;

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
  /** With whom people may sign in beside their passwords; null where there is nobody. */
  identityProvider: IdentityProvider | null;
  userIdentities: UserIdentities;
  oidcSignIns: OidcSignIns;
  mappedRoles: MappedRoles;
  deviceGrants: DeviceGrants;
  projects: Projects;
  projectTombstones: ProjectTombstones;
  members: Members;
  policies: Policies;
  policyTemplates: PolicyTemplates;
  budgets: Budgets;
  alertChannels: AlertChannels;
  secrets: Secrets;
  secretWatch: SecretWatch;
  egressGuard: EgressGuard;
  /** Signs exports of audits. */
  auditSigner: AuditSigner;
  attempts: Attempts;
  media: MediaStore;
  lanes: ProjectLanes;
  recordedWatch: RecordedWatch;
  idempotencyKeys: IdempotencyKeys;
  rehearsal: RehearsalParts;
  mintId: () => string;
  requestThrottle: Throttle;
  /** Counts the calls of one person that held a secret of a project. */
  secretThrottle: Throttle;
  openStreams: OpenStreams;
  /** Counts the attempts at one name from one address. */
  loginThrottle: Throttle;
  /** Counts the failures from one address, whatever the names: each costs a password hash. */
  loginAddressThrottle: Throttle;
  /** Counts the codes that programs ask for, by address. */
  deviceThrottle: Throttle;
  /** Counts what an account, or an address, asked for by a code or a name that nobody has. */
  guessThrottle: Throttle;
  guessAddressThrottle: Throttle;
};

/** The dependencies of all routes, from what the process is made of. */
export function createFront(foundation: Foundation): Front {
  const { catalog, config, database } = foundation;
  const readPolicy = createPolicyReader(catalog.houseRule);
  const secrets = createSecrets(database, createEnvelope(foundation.seal));
  return {
    ...foundation,
    users: createUsers(database),
    userRegistry: createUserRegistry(database, foundation.seal),
    accessTokens: createAccessTokens(database),
    loginSessions: createLoginSessions(database),
    signInLinks: createSignInLinks(database),
    identityProvider: config.oidc && createIdentityProvider(config.oidc, foundation),
    userIdentities: createUserIdentities(database),
    oidcSignIns: createOidcSignIns(database),
    mappedRoles: createMappedRoles(database, readPolicy),
    deviceGrants: createDeviceGrants(database),
    projects: createProjects(database, readPolicy),
    projectTombstones: createProjectTombstones(database),
    members: createMembers(database),
    policies: createPolicies(database),
    policyTemplates: createPolicyTemplates(database, releasedTemplates(readPolicyFiles(RELEASED_POLICIES))),
    budgets: createBudgets(database),
    alertChannels: createAlertChannels(database, foundation.seal),
    secrets,
    secretWatch: createSecretWatch({ ...foundation, secrets }),
    egressGuard: createGuard(config.egressAllow),
    auditSigner: createAuditSigner(requireKeys(config)),
    attempts: createAttempts(foundation.seal),
    media: createMediaStore(database, createMediaFiles(config.mediaDir, foundation.seal)),
    lanes: createProjectLanes({ ...foundation, waitMs: config.intentWaitMs, carryInLane: (batch) => carryInLane(foundation.temporal, batch, config.intentWaitMs) }),
    recordedWatch: createRecordedWatch({ ...foundation, onError: (error) => foundation.logger.warn('watch-interrupted', 'Callers wait for their workflow alone.', { error }) }),
    idempotencyKeys: createIdempotencyKeys(database, foundation.seal),
    rehearsal: rehearsalParts(foundation, readPolicy),
    mintId,
    openStreams: createOpenStreams(STREAMS_PER_PERSON),
    ...throttles(foundation),
  };
}

/** What keeps each caller within its measure. */
const throttles = ({ config, clock }: Foundation) => ({
  secretThrottle: createThrottle({ limit: SECRETS_PER_MINUTE, clock }),
  requestThrottle: createThrottle({ limit: config.httpRatePerMinute, clock }),
  loginThrottle: createThrottle({ limit: config.loginAttemptsPerMinute, clock }),
  loginAddressThrottle: createThrottle({ limit: config.loginAttemptsPerMinute * NAMES_PER_ADDRESS, clock }),
  deviceThrottle: createThrottle({ limit: config.loginAttemptsPerMinute * NAMES_PER_ADDRESS, clock }),
  guessThrottle: createThrottle({ limit: config.loginAttemptsPerMinute, clock }),
  guessAddressThrottle: createThrottle({ limit: config.loginAttemptsPerMinute * NAMES_PER_ADDRESS, clock }),
});

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
