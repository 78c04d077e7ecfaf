import type { AddCommand } from '../command.ts';
import { addAlertChannel } from './alert-channel.ts';
import { addApprovals } from './approvals.ts';
import { addApprove } from './approve.ts';
import { addAudit } from './audit.ts';
import { addBackup } from './backup.ts';
import { addChat } from './chat.ts';
import { addCompletion } from './completion.ts';
import { addDeny } from './deny.ts';
import { addDoctor } from './doctor.ts';
import { addExecutions } from './executions.ts';
import { addFork } from './fork.ts';
import { addIntegrity } from './integrity.ts';
import { addKeys } from './keys.ts';
import { addLogin } from './login.ts';
import { addLogout } from './logout.ts';
import { addMember } from './member.ts';
import { addOrg } from './org.ts';
import { addPack } from './pack.ts';
import { addPlan } from './plan.ts';
import { addPolicy } from './policy.ts';
import { addProject } from './project.ts';
import { addRestore } from './restore.ts';
import { addRevert } from './revert.ts';
import { addRun } from './run.ts';
import { addSecret } from './secret.ts';
import { addSessions } from './sessions.ts';
import { addSimulate } from './simulate.ts';
import { addState } from './state.ts';
import { addStop } from './stop.ts';
import { addToken } from './token.ts';
import { addUser } from './user.ts';
import { addWhy } from './why.ts';

/** Every command, in the order in which the help shows them. */
export const commands: readonly AddCommand[] = [
  ...[addLogin, addLogout, addChat, addRun, addSimulate, addPlan, addState, addRevert, addFork, addExecutions, addApprovals, addApprove, addDeny, addWhy, addIntegrity, addAudit, addStop],
  ...[addProject, addMember, addUser, addToken, addSecret, addSessions, addAlertChannel, addPolicy, addOrg, addPack],
  ...[addDoctor, addKeys, addBackup, addRestore, addCompletion],
];
