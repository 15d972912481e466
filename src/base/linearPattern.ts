/**
 * Regular expressions that somebody else wrote, matched in time that is bounded: all ways through the pattern at once, a
 * character at a time (Thompson, CACM 1968), where the host goes back and tries again, for ever if `(a+)+$` is meant badly.
 * The language is the host's without back-references; what one class of characters takes is still the host's to decide.
 */
import { unreachable } from './assert.ts';
import { LONGEST, parsePattern } from './linearParser.ts';
import { type Program, programOf } from './linearProgram.ts';

export interface LinearPattern {
  test(text: string): boolean;
}

/** A look around costs a walk of its own at each place: what needs more steps than this does not match. */
const MOST_STEPS = 1_000_000;
const MOST_STEPS_A_CHARACTER = 4_000;
const REMEMBERED = 500;

const made = new Map<string, LinearPattern>();

/** Throws what the host throws, and a SyntaxError for back-references and for patterns that are too large. */
export function linearPattern(source: string, flags = ''): LinearPattern {
  const name = `${flags}/${source}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  if (source.length > LONGEST) throw new SyntaxError(`a pattern has at most ${LONGEST} characters`);
  // Well-formed or not is the host's to say, and nothing is run by that.
  new RegExp(source, flags);
  const program = programOf(parsePattern(source, flags), flags);
  const pattern = { test: (text: string) => isFound(program, text, flags) };
  if (made.size >= REMEMBERED) made.clear();
  made.set(name, pattern);
  return pattern;
}

/** The whole text has to match, as with java.util.regex. */
export function linearWholePattern(source: string, flags = ''): LinearPattern {
  return linearPattern(`^(?:${source})$`, flags);
}

function isFound(program: Program, text: string, flags: string): boolean {
  const isUnicode = flags.includes('u');
  const isManyLines = flags.includes('m');
  const looks = new Map<Program, Map<number, boolean>>();
  let left = MOST_STEPS + text.length * MOST_STEPS_A_CHARACTER;

  const isEdge = (at: number): boolean => isWord(text[at - 1]) !== isWord(text[at]);
  const holds = (is: 'start' | 'end' | 'edge' | 'no-edge', at: number): boolean => {
    switch (is) {
      case 'start':
        return at === 0 || (isManyLines && isLineEnd(text[at - 1]!));
      case 'end':
        return at === text.length || (isManyLines && isLineEnd(text[at]!));
      case 'edge':
        return isEdge(at);
      case 'no-edge':
        return !isEdge(at);
      default:
        return unreachable(is);
    }
  };
  const look = (inner: Program, at: number): boolean => {
    const answers = looks.get(inner) ?? new Map<number, boolean>();
    looks.set(inner, answers);
    const answer = answers.get(at) ?? walk(inner, at, false);
    answers.set(at, answer);
    return answer;
  };
  const characterAt = (at: number, isBackward: boolean): string => {
    if (!isBackward) return isUnicode ? String.fromCodePoint(text.codePointAt(at)!) : text[at]!;
    const isPair = isUnicode && at > 1 && text.codePointAt(at - 2)! > 0xffff;
    return text.slice(isPair ? at - 2 : at - 1, at);
  };

  /** From one place, or from each after another. */
  const walk = ({ steps, isBackward }: Program, from: number, isAnywhere: boolean): boolean => {
    /** At which character each step was last reached: its places are told apart by that. */
    const reachedAt = new Int32Array(steps.length).fill(-1);
    let takers: number[] = [];
    let found = false;
    const reach = (first: number, at: number): void => {
      const waiting = [first];
      for (let place = waiting.pop(); place !== undefined && !found; place = waiting.pop()) {
        if (reachedAt[place] === at) continue;
        reachedAt[place] = at;
        if (--left < 0) return;
        const step = steps[place]!;
        switch (step.type) {
          case 'character':
            takers.push(place);
            break;
          case 'assertion':
            if (holds(step.is, at)) waiting.push(place + 1);
            break;
          case 'look':
            if (look(step.program, at) !== step.not) waiting.push(place + 1);
            break;
          case 'fork':
            waiting.push(...step.to);
            break;
          case 'found':
            found = true;
            break;
          default:
            unreachable(step);
        }
      }
    };
    for (let at = from; ; ) {
      if (at === from || isAnywhere) reach(0, at);
      if (found) return true;
      if (left < 0 || (takers.length === 0 && !isAnywhere) || at === (isBackward ? 0 : text.length)) return false;
      const character = characterAt(at, isBackward);
      at += isBackward ? -character.length : character.length;
      const before = takers;
      takers = [];
      for (const place of before) {
        const step = steps[place]!;
        if (step.type === 'character' && step.takes(character)) reach(place + 1, at);
      }
    }
  };
  return walk(program, 0, true);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r' || character === '\u2028' || character === '\u2029';
}
