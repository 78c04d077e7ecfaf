/** The address of a recorded execution, in the list that the search narrows. */
export const executionPath = (projectId: string, executionId: string, search = ''): string =>
  `/p/${encodeURIComponent(projectId)}/executions/${encodeURIComponent(executionId)}${search ? `?${search}` : ''}`;

/** The address of the state as it was at a version. */
export const versionPath = (projectId: string, version: number): string => `/p/${encodeURIComponent(projectId)}/state?version=${version}`;

/** The address of a plan. */
export const planPath = (projectId: string, planId: string, search = ''): string => `/p/${encodeURIComponent(projectId)}/plans/${encodeURIComponent(planId)}${search ? `?${search}` : ''}`;

/** The address of a request for approval, in the queue that the search narrows. */
export const approvalPath = (projectId: string, approvalId: string, search = ''): string =>
  `/p/${encodeURIComponent(projectId)}/approvals/${encodeURIComponent(approvalId)}${search ? `?${search}` : ''}`;

/** The address of the forks of a project. */
export const forksPath = (projectId: string): string => `/p/${encodeURIComponent(projectId)}/forks`;

/** The address of a fork. */
export const forkPath = (projectId: string, forkId: string): string => `${forksPath(projectId)}/${encodeURIComponent(forkId)}`;

/** The address of the panels of a project, or of one of them. */
export const panelsPath = (projectId: string, layoutId?: string): string => `/p/${encodeURIComponent(projectId)}/panels${layoutId ? `/${encodeURIComponent(layoutId)}` : ''}`;
