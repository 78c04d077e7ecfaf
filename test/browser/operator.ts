import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { Execution } from '../../contract/execution.ts';
import { createProject, createUser, expectData, type Session } from '../support/http.ts';
import { openPage, openWindow, type Scheme } from './page.ts';

/** A fresh project with an operator who is signed in on its chat, and a way to run intents as him. */
export async function openAsOperator(browser: Browser, admin: Session, scheme: Scheme = 'light') {
  const username = `op-${randomBytes(5).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const operator = await createUser(admin, { username, password });
  const projectId = await createProject(admin);
  expectData(await admin.put(`/projects/${projectId}/policy`, {}));
  expectData(await admin.put(`/projects/${projectId}/members/${operator.me.user.userId}`, { role: 'operator' }));
  const run = async (actionId: string, inputs: object = {}): Promise<Execution> => expectData(await operator.post<Execution>(`/projects/${projectId}/intents`, { actionId, inputs }));
  const window = await openWindow(browser, scheme);
  const page = await openPage(window, { url: admin.url, path: `/p/${projectId}/chat`, username, password });
  const go = (path: string) => page.goto(`${admin.url}/p/${projectId}${path}`);
  return { page, window, projectId, operator, username, run, go };
}
