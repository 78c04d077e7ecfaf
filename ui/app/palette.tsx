import { Command, defaultFilter } from 'cmdk';
import { CornerDownLeft, FolderOpen, MessageSquare, SquarePen, Zap } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { draftKey, useDrafts } from '../data/drafts.tsx';
import { isPermitted } from '../data/is-permitted.ts';
import { useOpenProject } from '../data/project-context.ts';
import { useMe } from '../data/use-me.ts';
import { useProjects, useRegistry } from '../data/use-projects.ts';
import { useSessions } from '../data/use-turns.ts';
import { KeyHint } from '../parts/key-hint.tsx';
import { ACCOUNT_PATH, INBOX_PATH, TOKENS_PATH, chatPath, organizationPath, pagePath } from './paths.ts';
import { readyText } from './ready-text.ts';
import './palette.css';

const LEAST_SCORE = 0.01;

type Entry = { id: string; label: string; hint?: string; words?: string[]; run: () => void };

function Group({ heading, icon: Icon, entries }: { heading: string; icon: typeof Zap; entries: readonly Entry[] }) {
  if (entries.length === 0) return null;
  return (
    <Command.Group heading={heading}>
      {entries.map(({ id, label, hint, words, run }) => (
        <Command.Item key={id} value={id} keywords={[label, hint ?? '', ...(words ?? [])]} onSelect={run}>
          <Icon size={15} aria-hidden />
          <span className="truncate">{label}</span>
          {hint && <span className="palette-hint">{hint}</span>}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function useEntries(sessionId: string | null, onClose: () => void, onStop: () => void): Record<'actions' | 'sessions' | 'projects' | 'pages', Entry[]> {
  const { projectId, role, status } = useOpenProject();
  const [location, navigate] = useLocation();
  const onChat = location.startsWith(chatPath(projectId));
  const drafts = useDrafts();
  const registry = useRegistry(projectId);
  const sessions = useSessions(projectId);
  const projects = useProjects();
  const isSystemAdmin = useMe().data?.user.isSystemAdmin === true;
  const go = (path: string) => () => {
    onClose();
    navigate(path);
  };
  return {
    actions: (registry.data?.actions ?? []).filter(({ risk }) => isPermitted(role, risk)).map((action) => ({
      id: action.actionId,
      label: action.title,
      hint: action.actionId,
      words: action.examples,
      run: () => {
        onClose();
        if (!onChat) navigate(chatPath(projectId));
        drafts.propose(draftKey(projectId, sessionId), readyText(action));
      },
    })),
    sessions: (sessions.data?.pages ?? []).flatMap(({ items }) =>
      items.map((session) => ({ id: session.sessionId, label: session.title, run: go(`${chatPath(projectId)}/${session.sessionId}`) })),
    ),
    projects: (projects.data?.items ?? [])
      .filter((project) => project.projectId !== projectId)
      .map((project) => ({ id: project.projectId, label: project.name, run: go(chatPath(project.projectId)) })),
    pages: [
      { id: 'new', label: 'New conversation', hint: 'Chat', words: ['chat', 'page', 'new'], run: go(chatPath(projectId)) },
      { id: 'plans', label: 'Plans', hint: 'Several steps, decided together', words: ['page', 'steps', 'draft'], run: go(pagePath(projectId, 'plans')) },
      { id: 'approvals', label: 'Approvals', hint: 'What waits for a decision', words: ['page', 'queue', 'approve', 'deny', 'votes'], run: go(pagePath(projectId, 'approvals')) },
      { id: 'inbox', label: 'Approvals of all projects', hint: 'What you may decide', words: ['page', 'inbox'], run: go(INBOX_PATH) },
      { id: 'panels', label: 'Panels', hint: 'Values to look at and to change', words: ['page', 'widgets', 'layouts', 'controls', 'dashboard'], run: go(pagePath(projectId, 'panels')) },
      { id: 'state', label: 'State', hint: 'Time and versions', words: ['page', 'history', 'compare', 'integrity'], run: go(pagePath(projectId, 'state')) },
      ...(role === 'operator' || role === 'admin' ? [{ id: 'forks', label: 'Forks', hint: 'What-if copies of the state', words: ['page', 'try', 'branch', 'what-if'], run: go(pagePath(projectId, 'forks')) }] : []),
      { id: 'executions', label: 'Executions', hint: 'What ran, and what did not', words: ['page', 'log', 'audit'], run: go(pagePath(projectId, 'executions')) },
      { id: 'refused', label: 'Refused executions', hint: 'Executions', words: ['page', 'rejected'], run: go(`${pagePath(projectId, 'executions')}?status=rejected`) },
      { id: 'failed', label: 'Failed executions', hint: 'Executions', words: ['page', 'errors'], run: go(`${pagePath(projectId, 'executions')}?status=failed`) },
      ...(role === 'operator' || role === 'admin' ? [{ id: 'memory', label: 'Memory', hint: 'What the agent remembers for you', words: ['page', 'facts', 'remember', 'forget'], run: go(pagePath(projectId, 'memory')) }] : []),
      { id: 'budget', label: 'Budget', hint: 'What is spent and what is left', words: ['page', 'cost', 'limits', 'quota', 'rates', 'spent', 'chart'], run: go(pagePath(projectId, 'budget')) },
      { id: 'policy', label: 'Policy', hint: 'Rules, limits and approvals', words: ['page', 'rules', 'editor', 'simulate', 'backtest'], run: go(pagePath(projectId, 'policy')) },
      ...(role === 'admin' ? [{ id: 'team', label: 'Team', hint: 'Members and their roles', words: ['page', 'members', 'invite', 'people'], run: go(pagePath(projectId, 'team')) }] : []),
      ...(role === 'admin' ? [{ id: 'secrets', label: 'Secrets', hint: 'What actions sign in with', words: ['page', 'keys', 'credentials', 'rotate'], run: go(pagePath(projectId, 'secrets')) }] : []),
      { id: 'account', label: 'Account', hint: 'Settings', words: ['page', 'settings', 'profile', 'password', 'sessions', 'sign out'], run: go(ACCOUNT_PATH) },
      ...(isSystemAdmin ? [{ id: 'organization', label: 'Organisation', hint: 'All projects, people and keys', words: ['page', 'organization', 'audit', 'usage', 'templates', 'users', 'admin'], run: go(organizationPath()) }] : []),
      { id: 'tokens', label: 'Access tokens', hint: 'Settings', words: ['page', 'settings', 'api'], run: go(TOKENS_PATH) },
      ...(role === 'admin' && status === 'active' ? [{ id: 'stop', label: 'Emergency stop', hint: 'Lock and cancel', words: ['lock', 'halt', 'cancel', 'emergency'], run: () => { onClose(); onStop(); } }] : []),
    ],
  };
}

/** How well the words of an entry fit a search; letters that are merely scattered in them do not count. */
function score(_: string, search: string, words: string[] = []): number {
  const found = defaultFilter(words.join(' '), search);
  return found < LEAST_SCORE ? 0 : found;
}

/** Finds pages, conversations, projects and permitted actions; choosing an action writes its words, it runs nothing. */
export function Palette({ sessionId, onClose, onStop }: { sessionId: string | null; onClose: () => void; onStop: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { pages, actions, sessions, projects } = useEntries(sessionId, onClose, onStop);
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
  }, []);
  return (
    <dialog ref={dialog} className="palette" aria-label="Search and act" onClose={onClose} onClick={({ target, currentTarget }) => target === currentTarget && onClose()}>
      <Command label="Search and act" loop filter={score}>
        <Command.Input placeholder="Search pages, conversations and actions" />
        <Command.List label="Results">
          <Command.Empty>Nothing here goes by that name.</Command.Empty>
          <Group heading="Actions" icon={Zap} entries={actions} />
          <Group heading="Pages" icon={SquarePen} entries={pages} />
          <Group heading="Conversations" icon={MessageSquare} entries={sessions} />
          <Group heading="Projects" icon={FolderOpen} entries={projects} />
        </Command.List>
      </Command>
      <footer className="palette-foot">
        <CornerDownLeft size={12} aria-hidden /> An action is only written into the message; you send it.
        <span className="palette-keys">
          <KeyHint keys="Esc" /> close
        </span>
      </footer>
    </dialog>
  );
}
