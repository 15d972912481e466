/** The attributes of the element, each a property of the same name. */

/** What the frame's address may say, each an attribute and a property of the same name. */
export const PARAMETERS = [
  'scenario',
  'run',
  'at',
  'beat',
  'seed',
  'version',
  'protocol',
  'era',
  'eyes',
  'mode',
  'ui',
  'controls',
  'panes',
  'lang',
  'theme',
  'motion',
  'autoplay',
  'lock',
] as const;
export const OTHERS = ['src', 'poster', 'load', 'height', 'label', 'sandbox'] as const;
type Attribute = (typeof PARAMETERS)[number] | (typeof OTHERS)[number];

/** `lang` is every element's. */
export type TidemarkPlayerAttributes = { -readonly [Name in Exclude<Attribute, 'lang'>]: string | null };

/** On the prototype `to`; what every element has already (`lang`, of the prototype `of`) stays as it is. */
export function reflect(to: object, of: object): void {
  for (const name of [...PARAMETERS, ...OTHERS]) {
    if (name in of) continue;
    Object.defineProperty(to, name, {
      configurable: true,
      get(this: HTMLElement) {
        return this.getAttribute(name);
      },
      set(this: HTMLElement, value: unknown) {
        if (value === null || value === undefined || value === false) this.removeAttribute(name);
        else this.setAttribute(name, value === true ? '' : `${value}`);
      },
    });
  }
}
