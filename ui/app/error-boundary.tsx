import { Component } from 'react';
import type { ReactNode } from 'react';
import { ProblemNote } from '../parts/problem-note.tsx';
import './door.css';

/** Shows a page that broke as broken, with a way out, instead of nothing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main className="door">
        <ProblemNote error={this.state.error} what="This page stopped working." onRetry={() => window.location.reload()} />
      </main>
    );
  }
}
