import { autocompletion } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { useEffect, useEffectEvent, useRef } from 'react';
import { completePolicy } from './complete-policy.ts';
import { editorTheme } from './editor-theme.ts';
import type { TextIssue } from './policy-text.ts';

type Given = { text: string; readOnly: boolean; issues: readonly TextIssue[]; goTo: { at: number; times: number } | null; onChange: (text: string) => void };

const access = (readOnly: boolean) => [EditorState.readOnly.of(readOnly), EditorView.contentAttributes.of({ 'aria-label': 'Policy', 'aria-readonly': String(readOnly), tabindex: '0' })];

function createEditor(parent: HTMLElement, { text, readOnly }: Pick<Given, 'text' | 'readOnly'>, onChange: (text: string) => void) {
  const mode = new Compartment();
  const listen = EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  });
  const extensions = [basicSetup, yaml(), autocompletion({ override: [completePolicy], icons: false }), lintGutter(), editorTheme, mode.of(access(readOnly)), listen];
  return { view: new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) }), mode };
}

type Editor = ReturnType<typeof createEditor>;

/** Replaces what differs alone, so that the place where one reads stays. */
function show({ view }: Editor, text: string): void {
  if (view.state.doc.toString() !== text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

function mark({ view }: Editor, issues: readonly TextIssue[]): void {
  const end = view.state.doc.length;
  const diagnostics = issues.map(({ from, to, message }) => ({ from: Math.min(from, end), to: Math.min(to, end), severity: 'error' as const, message }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Edits a policy as YAML: keys and words are offered, and what the server objects to is marked where it stands. */
export function PolicyEditor({ text, readOnly, issues, goTo, onChange }: Given) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const changed = useEffectEvent((next: string) => {
    if (next !== text) onChange(next);
  });
  const begin = useEffectEvent((parent: HTMLElement) => createEditor(parent, { text, readOnly }, (next) => changed(next)));
  useEffect(() => {
    if (!place.current) return undefined;
    const made = begin(place.current);
    editor.current = made;
    return () => made.view.destroy();
  }, []);
  useEffect(() => {
    if (editor.current) show(editor.current, text);
  }, [text]);
  useEffect(() => {
    editor.current?.view.dispatch({ effects: editor.current.mode.reconfigure(access(readOnly)) });
  }, [readOnly]);
  useEffect(() => {
    if (editor.current) mark(editor.current, issues);
  }, [issues]);
  useEffect(() => {
    if (!goTo || !editor.current) return;
    const { view } = editor.current;
    view.dispatch({ selection: { anchor: Math.min(goTo.at, view.state.doc.length) }, scrollIntoView: true });
    view.focus();
  }, [goTo]);
  return <div ref={place} className="policy-editor" />;
}
