/** The address of a recorded execution, in the list that the search narrows. */
export const executionPath = (projectId: string, executionId: string, search = ''): string =>
  `/p/${encodeURIComponent(projectId)}/executions/${encodeURIComponent(executionId)}${search ? `?${search}` : ''}`;

/** The address of the state as it was at a version. */
export const versionPath = (projectId: string, version: number): string => `/p/${encodeURIComponent(projectId)}/state?version=${version}`;
