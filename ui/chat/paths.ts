/** The address of a conversation; without one, of a new conversation. */
export const conversationPath = (projectId: string, sessionId?: string): string =>
  `/p/${encodeURIComponent(projectId)}/chat${sessionId ? `/${encodeURIComponent(sessionId)}` : ''}`;

/** The anchor of a turn inside its conversation. */
export const turnAnchor = (turnId: string): string => `turn-${turnId}`;

/** The address of the page that holds one's own facts. */
export const memoryPath = (projectId: string): string => `/p/${encodeURIComponent(projectId)}/memory`;
