export const LAST_PROJECT = 'gatehouse.project';

/** The address of a project's chat. */
export const chatPath = (projectId: string): string => `/p/${encodeURIComponent(projectId)}/chat`;
