import { AppUser } from './app-user.entity.ts';
import { LoginSession } from './login-session.entity.ts';
import { Membership } from './membership.entity.ts';
import { PolicyVersionRow } from './policy-version.entity.ts';
import { ProjectHead } from './project-head.entity.ts';
import { ProjectRow } from './project.entity.ts';
import { SignInLink } from './sign-in-link.entity.ts';

/** The tables that administration reaches through the unit of work. */
export const entities = [AppUser, LoginSession, Membership, PolicyVersionRow, ProjectHead, ProjectRow, SignInLink];
