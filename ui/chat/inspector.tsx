import { useState } from 'react';
import { useOpenProject } from '../data/project-context.ts';
import { useExecutions } from '../data/use-execution.ts';
import { useTurns } from '../data/use-turns.ts';
import { Tabs } from '../parts/tabs.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { ComponentsTab } from './components-tab.tsx';
import { MemoryTab } from './memory-tab.tsx';
import { TraceTab } from './trace-tab.tsx';
import './inspector.css';

const MOST = 60;

type View = 'components' | 'changes' | 'trace' | 'memory';

/** The turns of a conversation and its executions, newest first. */
function useConversation(sessionId: string | null) {
  const { projectId } = useOpenProject();
  const turns = useTurns(projectId, sessionId);
  const all = sessionId ? (turns.data?.pages ?? []).flatMap(({ items }) => items) : [];
  const ids = all.flatMap(({ reply }) => reply?.executionIds.toReversed() ?? []);
  return { turns: all, executions: useExecutions(projectId, [...new Set(ids)].slice(0, MOST)) };
}

/** What the conversation works on and what it did: the components, its changes, and the raw record. */
export function Inspector({ sessionId }: { sessionId: string | null }) {
  const [view, setView] = useState<View>('components');
  const { turns, executions } = useConversation(sessionId);
  const [last] = executions;
  return (
    <Tabs
      label="Inspector"
      value={view}
      onChange={setView}
      tabs={[
        { value: 'components', label: 'Components', content: <ComponentsTab /> },
        { value: 'changes', label: 'Changes', content: <ChangesTab executions={executions} /> },
        { value: 'trace', label: 'Trace', content: <TraceTab execution={last} turn={turns.find(({ turnId }) => turnId === last?.turnId)} /> },
        { value: 'memory', label: 'Memory', content: <MemoryTab /> },
      ]}
    />
  );
}
