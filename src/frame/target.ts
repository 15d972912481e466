/** What can be pointed at on the screen: selection, menus, `why` and details all speak of targets. */
export type Target =
  | { readonly type: 'node'; readonly id: string }
  | { readonly type: 'partition'; readonly id: string }
  | { readonly type: 'replica'; readonly partition: string; readonly broker: number }
  | { readonly type: 'message'; readonly id: number }
  | { readonly type: 'link'; readonly from: string; readonly to: string }
  | { readonly type: 'record'; readonly partition: string; readonly broker: number; readonly offset: number }
  | { readonly type: 'fact'; readonly index: number }
  | { readonly type: 'step'; readonly step: number };

/** One text form a target: a key for lists, ids of elements, and equality. */
export function targetKey(target: Target): string {
  switch (target.type) {
    case 'node':
    case 'partition':
      return `${target.type} ${target.id}`;
    case 'message':
      return `message ${target.id}`;
    case 'replica':
      return `replica ${target.partition} ${target.broker}`;
    case 'link':
      return `link ${target.from} ${target.to}`;
    case 'record':
      return `record ${target.partition} ${target.broker} ${target.offset}`;
    case 'fact':
      return `fact ${target.index}`;
    case 'step':
      return `step ${target.step}`;
  }
}

export function sameTarget(a: Target | null, b: Target | null): boolean {
  return a === b || (a !== null && b !== null && targetKey(a) === targetKey(b));
}
