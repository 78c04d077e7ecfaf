import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { Role } from '../../contract/project.ts';
import { createUser, expectData, type Session } from '../support/http.ts';
import { openPage, openWindow, type Scheme } from './page.ts';

type Given = { admin: Session; projectId: string; role: Role; scheme?: Scheme };

/** Somebody with that role in a project that exists, signed in on its chat. */
export async function openAsMember(browser: Browser, { admin, projectId, role, scheme = 'light' }: Given) {
  const username = `${role}-${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const session = await createUser(admin, { username, password });
  expectData(await admin.put(`/projects/${projectId}/members/${session.me.user.userId}`, { role }));
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  const go = (path: string) => page.goto(`${admin.url}/p/${projectId}${path}`);
  return { page, window, session, username, go };
}
