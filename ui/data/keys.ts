/** The cache keys of the page. Everything of a project begins with `['project', id]`; recorded executions never change, so they stand apart. */
export const keys = {
  me: ['me'],
  projects: ['projects'],
  all: (projectId: string) => ['project', projectId],
  project: (projectId: string) => ['project', projectId, 'self'],
  budget: (projectId: string) => ['project', projectId, 'budget'],
  registry: (projectId: string) => ['project', projectId, 'registry'],
  state: (projectId: string) => ['project', projectId, 'state'],
  sessions: (projectId: string) => ['project', projectId, 'sessions'],
  turns: (projectId: string, sessionId: string) => ['project', projectId, 'turns', sessionId],
  plan: (projectId: string, planId: string) => ['project', projectId, 'plan', planId],
  recent: (projectId: string) => ['project', projectId, 'recent'],
  execution: (projectId: string, executionId: string) => ['execution', projectId, executionId],
};
