/** What Kafka's command-line tools do in a run: started, told a line on standard input, printing, ended. */

export type ToolFact =
  | { readonly type: 'ToolStarted'; readonly tool: string; readonly line: string }
  /** A line on its standard input; null: the end of it, Ctrl-D. */
  | { readonly type: 'ToolInput'; readonly tool: string; readonly text: string | null }
  | {
      readonly type: 'ToolPrinted';
      readonly tool: string;
      readonly stream: 'out' | 'err';
      /** One line, without its end. */
      readonly text: string;
      /** The line goes on with what the tool prints next: a prompt. */
      readonly unfinished: boolean;
    }
  /** Ctrl-C. */
  | { readonly type: 'ToolInterrupted'; readonly tool: string }
  | { readonly type: 'ToolExited'; readonly tool: string; readonly status: number };

export function describeToolFact(fact: ToolFact): string {
  switch (fact.type) {
    case 'ToolStarted':
      return `ToolStarted ${fact.tool}: ${fact.line}`;
    case 'ToolInput':
      return `ToolInput ${fact.tool}: ${fact.text ?? 'end of input'}`;
    case 'ToolPrinted':
      return `ToolPrinted ${fact.tool}${fact.stream === 'err' ? ' on stderr' : ''}: ${fact.text}`;
    case 'ToolInterrupted':
      return `ToolInterrupted ${fact.tool}`;
    case 'ToolExited':
      return `ToolExited ${fact.tool} with status ${fact.status}`;
  }
}
