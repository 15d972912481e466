/**
 * What a link says of how the run is looked at: the lens and how it is looked at, what is selected, and a mark of the
 * scenario's text, so that whoever opens the link later learns that the text has changed since.
 */
import { type Target, targetKey } from '../../frame/target.ts';
import { isMissing, lensNamed } from '../commands/lenses.ts';
import type { Conductor } from '../conductor.ts';
import type { LensTab } from '../store.ts';
import { type Address, shown } from '../url.ts';
import { lookOf, showLook } from './linkedLook.ts';

/** Which lens is open when nobody has opened one. */
const USUAL: LensTab = 'log';

export function viewAddress({
  state,
  isBundled,
  scenarioText,
}: Conductor): Pick<Address, 'lens' | 'look' | 'select' | 'of'> {
  const { lens, selection } = state;
  const look = lookOf(state);
  const select = selection === null ? undefined : targetKey(selection);
  return {
    ...(lens === USUAL ? {} : { lens }),
    ...(look === undefined ? {} : { look }),
    ...(select === undefined || !/^[\w .-]{1,300}$/.test(select) ? {} : { select }),
    ...(isBundled ? { of: textMark(scenarioText) } : {}),
  };
}

export function showLinked(conductor: Conductor, { lens, look, select, of }: Address): void {
  const { state } = conductor;
  if (state.link !== 'ready') return;
  if (lens !== undefined) {
    const named = lensNamed(lens);
    if (named !== undefined && !isMissing(named, state)) conductor.set({ lens: named });
    else conductor.notice('notice.badParameter', { name: 'lens', value: lens }, true);
  }
  if (select !== undefined) {
    const target = readTarget(select);
    if (target === undefined) conductor.notice('notice.badParameter', { name: 'select', value: select }, true);
    else conductor.select(target);
  }
  // Last: what is selected brings its partition along.
  if (!showLook(conductor, look))
    conductor.notice('notice.badParameter', { name: 'look', value: shown(look ?? '') }, true);
  if (of !== undefined && of !== textMark(conductor.scenarioText)) conductor.notice('notice.linkText', {}, true);
}

/** `targetKey`, the other way round. */
export function readTarget(key: string): Target | undefined {
  const [type, one = '', two = '', three = '', ...more] = key.split(' ');
  if (more.length > 0 || one === '') return undefined;
  const parts = key.split(' ').length - 1;
  if ((type === 'node' || type === 'partition') && parts === 1) return { type, id: one };
  if (type === 'link' && parts === 2) return { type, from: one, to: two };
  const [first, second, third] = [one, two, three].map((text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined));
  if (type === 'message' && parts === 1 && first !== undefined) return { type, id: first };
  if (type === 'fact' && parts === 1 && first !== undefined) return { type, index: first };
  if (type === 'step' && parts === 1 && first !== undefined) return { type, step: first };
  if (type === 'replica' && parts === 2 && second !== undefined) return { type, partition: one, broker: second };
  if (type === 'record' && parts === 3 && second !== undefined && third !== undefined)
    return { type, partition: one, broker: second, offset: third };
  return undefined;
}

/** FNV-1a over the characters, line ends being all alike: eight digits. */
export function textMark(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text.replaceAll('\r\n', '\n')) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
