import type { ApprovalKind, IncidentKind } from './alert-channel.ts';
import type { ApprovalStatus } from './approval.ts';
import type { BacktestStatus } from './backtest.ts';
import type { ExecutionStatus } from './execution.ts';
import type { ReEncryptionStatus } from './key-ring.ts';
import type { OpenWork, OpenWorkKind, OpenWorkPage, SweepTally } from './open-work.ts';
import type { PlanStatus } from './plan.ts';
import type { TurnStatus } from './turn.ts';

/** Names a turn in workflow history; its words are a row. */
export type TurnRef = { projectId: string; turnId: string };
export type PlanRef = { projectId: string; planId: string };
/** Names a backtest; its policy is a row. */
export type BacktestRef = { projectId: string; backtestId: string };
/** Attempts of one project, in the order in which they are decided; their intents are rows. */
export type AttemptRefs = { projectId: string; attemptIds: string[] };

/** Names a request that waits for people. */
export type ApprovalRef = { projectId: string; approvalId: string };

/** The turn, where there is one, that ends with what is carried out: its reply is worded at once. */
export type EndsTurn = { turnId?: string };

/**
 * The recorded outcome of one attempt; `approvalId` is what it waits for, or was allowed by, and is absent in the histories of earlier releases.
 * One that demanded another version of the state is stale: nothing of it is recorded, and it is gone.
 */
export type AttemptOutcome = { attemptId: string; executionId: string | null; status: ExecutionStatus | 'stale'; approvalId?: string | null };

/** What goes on once a request is decided: the turn, or the plan, that it was asked in. */
export type ApprovalSequel = { kind: 'turn' | 'plan'; id: string };

/**
 * How a request stands; while it is pending, `expiresInMs` says for how long people are waited for. `askedAnew` names the request that was made of this one on demand.
 * `channelIds` are those to tell of it, and are absent where there are none, and in the histories of earlier releases.
 */
export type ApprovalProgress = { status: ApprovalStatus; expiresInMs: number | null; sequel: ApprovalSequel | null; askedAnew: string | null; channelIds?: string[] };

/** What is new about a request, for the channels that are told of it. */
export type ApprovalNotification = ApprovalRef & { kind: ApprovalKind };
export type ApprovalNews = ApprovalNotification & { channelIds: string[] };
/** What is new about an alert, for the channels that are told of it. */
export type IncidentRef = { alertId: string; kind: IncidentKind };
export type IncidentNews = IncidentRef & { channelIds: string[] };
/** Names a message that only shows whether messages arrive. */
export type ChannelTestRef = { channelId: string; deliveryId: string };
/** How many channels were told, and how many could not be. */
export type NewsTold = { told: number; failed: number };

/** What a message became as rows, and so what the turn does next: a model must be asked first, or it replies, or it acts. `goesOn` says that it looks at the outcome and may act again. */
export type ProposalRef = { kind: 'reply' } | { kind: 'model' } | { kind: 'intent'; attemptId: string; goesOn?: true } | { kind: 'plan'; planId: string; goesOn?: true };

/** How far a plan came; `approvalId` is what it waits for. */
export type PlanProgress = { status: PlanStatus; currentStep: number; approvalId?: string };
export type TurnOutcome = { status: TurnStatus };
export type BacktestOutcome = { status: BacktestStatus };
/** Names a run that seals everything anew. */
export type ReEncryptionRef = { runId: string };
export type ReEncryptionOutcome = { status: ReEncryptionStatus };

/** The bill of powers: every effect that a workflow may cause. Each one can run twice without harm. */
export interface Activities {
  /** Decides and commits attempts of one project in one transaction; an attempt already recorded is answered from its row. */
  executeIntents(attempts: AttemptRefs & EndsTurn): Promise<AttemptOutcome[]>;
  /** Closes a request as soon as its votes, its time or its requester decide it, and records what came of it; one that waits still stays as it is. */
  settleApproval(approval: ApprovalRef): Promise<ApprovalProgress>;
  /** Sends one message about a request to one channel, which knows a repeat by its id; a channel or a request that is gone is told nothing. */
  notifyApproval(asked: ApprovalNotification & { channelId: string }): Promise<{ isTold: boolean }>;
  /** Sends one message about an alert to one channel, which knows a repeat by its id; a channel or an alert that is gone is told nothing. */
  notifyIncident(asked: IncidentRef & { channelId: string }): Promise<{ isTold: boolean }>;
  /** Sends one test message to one channel and records how that ended, whatever it was. */
  notifyTest(test: ChannelTestRef): Promise<{ isTold: boolean }>;
  /** Lists what is new about alerts and has not been told, with the channels to tell. */
  findNews(batch: { atMost: number }): Promise<{ news: IncidentNews[] }>;
  /** Keeps that channels were told of an alert, or could not be. */
  closeNews(news: IncidentRef): Promise<void>;
  /** Turns the message of a turn into a stored proposal; a proposal already stored is answered from its row. */
  interpretMessage(turn: TurnRef): Promise<ProposalRef>;
  /** Asks a model what the message of a turn means, and stores the proposal; a proposal already stored is answered from its row. */
  consultModel(turn: TurnRef): Promise<ProposalRef>;
  /** Says whether a turn that has acted may act again, and if so makes it ready for that; a turn that rests already stays as it is. */
  continueTurn(turn: TurnRef): Promise<{ goesOn: boolean }>;
  /** Carries a plan some steps further, in one transaction, and records how far it came; a plan at rest stays as it is. */
  advancePlan(plan: PlanRef & EndsTurn): Promise<PlanProgress>;
  /** Words the reply of a turn from what is recorded, and closes the turn or leaves its question open. */
  finishTurn(turn: TurnRef): Promise<TurnOutcome>;
  /** Closes a turn that cannot be carried on, and says so in its reply; a turn that rests already stays as it is. */
  failTurn(turn: TurnRef): Promise<void>;
  /** Closes a plan that cannot be carried on; a plan at rest stays as it is. */
  failPlan(plan: PlanRef): Promise<void>;
  /** Replays recorded decisions under the policy of a backtest and stores what came of it; one that is closed is answered from its row. */
  runBacktest(backtest: BacktestRef): Promise<BacktestOutcome>;
  /** Closes a backtest that cannot be carried on; one that is closed stays as it is. */
  failBacktest(backtest: BacktestRef): Promise<void>;
  /** Seals anew, batch after batch, what other keys than the run's have sealed; a run that is closed is answered from its row, and one that has more to do says that it runs. */
  reEncrypt(run: ReEncryptionRef): Promise<ReEncryptionOutcome>;
  /** Closes a re-encryption that cannot be carried on; one that is closed stays as it is. */
  failReEncryption(run: ReEncryptionRef): Promise<void>;
  /** Ends workflows of a purged project and deletes its rows and attachments, some at a time; nothing that `isLast` finds closes its tombstone. */
  purgeProject(project: { projectId: string; isLast: boolean }): Promise<{ isDone: boolean }>;
  /** Lists a page of rows that have been open for longer than a workflow needs to be started; `isWhole` looks a day back, not half an hour. */
  findOpenWork(asked: { kind: OpenWorkKind; after: string | null; isWhole: boolean }): Promise<OpenWorkPage>;
  /** Starts what has no live workflow again, and closes as cancelled what a person has stopped in Temporal. */
  reviveWork(found: { work: OpenWork[] }): Promise<SweepTally>;
  /** Names projects with executions that no check has seen, and whose last check is not of just now. */
  findUnverified(batch: { atMost: number }): Promise<{ projectIds: string[] }>;
  /** Deletes sessions, sign-in links, stored answers and forks whose time is over, at most so many of each, and prunes what is older than records are kept. */
  deleteExpired(batch: { atMost: number }): Promise<{ deleted: number }>;
  /** Verifies the records of a project; what is not as it was written stops executions there. */
  verifyIntegrity(project: { projectId: string }): Promise<{ ok: boolean; problems: number }>;
}
