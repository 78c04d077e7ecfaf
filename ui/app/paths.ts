export const LAST_PROJECT = 'gatehouse.project';

/** The pages of a project, by the part of the address that names them. */
export type ProjectPage = 'budget' | 'chat' | 'plans' | 'approvals' | 'panels' | 'state' | 'executions' | 'memory' | 'policy' | 'team' | 'secrets' | 'forks';

/** The address of a page of a project. */
export const pagePath = (projectId: string, page: ProjectPage): string => `/p/${encodeURIComponent(projectId)}/${page}`;

/** The address of a project's chat. */
export const chatPath = (projectId: string): string => pagePath(projectId, 'chat');

/** The address of what one may decide, over all projects. */
export const INBOX_PATH = '/approvals';

/** The address of a part of the organisation. */
export const organizationPath = (tab = 'overview'): string => `/organization/${tab}`;

/** The address of one's own account. */
export const ACCOUNT_PATH = '/settings/account';

/** The address of one's access tokens. */
export const TOKENS_PATH = '/settings/tokens';
