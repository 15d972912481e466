/**
 * The flags of Kafka's tools with their descriptions, as the released tools declare them. The file in recorded/ was read
 * from the OptionParsers of Kafka 4.3.1; it is data and is never edited by hand. What a flag needs besides it (availableIf)
 * joptsimple does not tell, and is added here.
 */
import recorded from '../recorded/options.json' with { type: 'json' };
import type { OptionSpec } from './optionParser.ts';

export type OptionTool = keyof typeof recorded.tools;

export interface RecordedTool {
  /** What --help begins with. */
  readonly help: string;
  readonly options: readonly OptionSpec[];
}

const AVAILABLE_IF: Partial<Record<OptionTool, Readonly<Record<string, readonly string[]>>>> = {
  'kafka-consumer-groups': {
    members: ['describe'],
    verbose: ['describe'],
    offsets: ['describe'],
    state: ['describe', 'list'],
    type: ['list'],
  },
  'kafka-reassign-partitions': {},
};

export const OPTION_TOOLS = Object.keys(recorded.tools) as readonly OptionTool[];

function recordedTool(tool: OptionTool): RecordedTool {
  // The compiler reads JSON texts as plain strings, hence the detour over unknown.
  const { help, options } = recorded.tools[tool] as unknown as RecordedTool;
  const limits = AVAILABLE_IF[tool] ?? {};
  return {
    help,
    options: options.map((spec) => {
      const availableIf = limits[spec.name];
      return availableIf === undefined ? spec : { ...spec, availableIf };
    }),
  };
}

export const RECORDED_OPTIONS = Object.fromEntries(OPTION_TOOLS.map((tool) => [tool, recordedTool(tool)])) as Readonly<
  Record<OptionTool, RecordedTool>
>;
