/**
 * A colour as a browser computes it, as any program that reads SVG understands it: six digits and an opacity. What tokens
 * come to by `color-mix()` is printed in Oklab, which few of them know (CSS Color 4, the inverse of Oklab).
 */

export interface Paint {
  readonly color: string;
  /** 0 to 1. */
  readonly opacity: number;
}

/** null: nothing is painted. */
export function paintOf(css: string): Paint | null {
  const found = /^(rgba?|oklab|oklch|color)\(([^()]*)\)$/.exec(css.trim());
  if (found === null) return /^#[0-9a-f]{6}$/i.test(css) ? { color: css.toLowerCase(), opacity: 1 } : null;
  const parts = found[2]!.split(/[\s,/]+/).filter((part) => part !== '');
  const space = found[1] === 'color' ? parts.shift() : found[1];
  const [one = 0, two = 0, three = 0, opacity = 1] = parts.map(numberOf);
  if (opacity <= 0) return null;
  const channels = channelsOf(space!, one, two, three);
  return channels === undefined
    ? null
    : { color: `#${channels.map(twoDigits).join('')}`, opacity: Math.min(1, opacity) };
}

/** As attributes: the opacity is left out where there is none. */
export function painted(name: 'fill' | 'stroke', paint: Paint | null): Readonly<Record<string, string | number>> {
  if (paint === null) return { [name]: 'none' };
  return { [name]: paint.color, ...(paint.opacity < 1 ? { [`${name}-opacity`]: paint.opacity } : {}) };
}

function numberOf(part: string): number {
  const value = Number.parseFloat(part);
  if (Number.isNaN(value)) return 0;
  return part.endsWith('%') ? value / 100 : value;
}

/** Red, green and blue, 0 to 255. */
function channelsOf(space: string, one: number, two: number, three: number): number[] | undefined {
  if (space === 'rgb' || space === 'rgba') return [one, two, three];
  if (space === 'srgb') return [one * 255, two * 255, three * 255];
  if (space === 'oklab') return ofOklab(one, two, three);
  if (space === 'oklch') {
    const angle = (three * Math.PI) / 180;
    return ofOklab(one, two * Math.cos(angle), two * Math.sin(angle));
  }
  return undefined;
}

function ofOklab(lightness: number, a: number, b: number): number[] {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const low = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * low,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * low,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * low,
  ].map((linear) => 255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055));
}

function twoDigits(channel: number): string {
  return Math.min(255, Math.max(0, Math.round(channel)))
    .toString(16)
    .padStart(2, '0');
}
