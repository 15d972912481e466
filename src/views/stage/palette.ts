/** The tokens the canvas draws with. */
import type { Colors } from '../../ui/useColors.ts';
import { EPOCH_HUES } from '../encoding.ts';

const INKS = ['ink', 'ink-2', 'ink-3', 'line', 'line-strong', 'surface', 'alarm'] as const;
const HUES = Array.from({ length: EPOCH_HUES }, (_, hue) => [
  `hue-${hue}`,
  `hue-${hue}-tint`,
  `hue-${hue}-edge`,
]).flat();

export const STAGE_TOKENS: readonly string[] = [...INKS, ...HUES];

export type StageColors = Colors<(typeof INKS)[number]> & {
  readonly hues: readonly string[];
  readonly tints: readonly string[];
  readonly edges: readonly string[];
  readonly numberFont: string;
};

export function stageColors(colors: Colors<string>): StageColors {
  const of = (suffix: string): string[] =>
    Array.from({ length: EPOCH_HUES }, (_, hue) => colors[`hue-${hue}${suffix}`] ?? '#888');
  const inks = Object.fromEntries(INKS.map((name) => [name, colors[name] ?? '#888'])) as Colors<(typeof INKS)[number]>;
  return {
    ...inks,
    hues: of(''),
    tints: of('-tint'),
    edges: of('-edge'),
    numberFont: '600 11px ui-monospace, monospace',
  };
}
