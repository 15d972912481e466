/** The last line of defence: when drawing itself fails, say so and offer to begin again. */
import { Component, type ErrorInfo, type ReactNode } from 'react';

interface GuardState {
  readonly error: Error | null;
}

export class CrashGuard extends Component<{ readonly children: ReactNode }, GuardState> {
  override state: GuardState = { error: null };

  static getDerivedStateFromError(error: Error): GuardState {
    return { error };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    reportError(new Error(`${error.message}${componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <main className="screen" role="alert">
        <h1>Tidemark</h1>
        <p lang="en">The page could not be drawn. This is a fault of Tidemark, not yours.</p>
        <p lang="ko">화면을 그리지 못했습니다. 사용자가 아니라 Tidemark의 잘못입니다.</p>
        <pre className="screen-detail">{error.message}</pre>
        <a href="./">Tidemark ↻</a>
      </main>
    );
  }
}
