/** The schema of a scenario file as an editor walks it: what may stand at a path, and what each part is. */
import type { z } from 'zod';
import { scenarioSchema } from '../schema.ts';
import type { Path } from '../shape.ts';

export type Schema = z.core.$ZodType;

interface Def {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly getter?: () => Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
}

export function defOf(schema: Schema): Def {
  return schema._zod.def as unknown as Def;
}

/** The ways to read a value, without what only wraps them. */
export function opened(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'nullable':
      return opened(def.innerType!);
    case 'lazy':
      return opened(def.getter!());
    case 'union':
      return def.options!.flatMap(opened);
    case 'pipe':
      // A group that is made into something else once it is read.
      return defOf(def.in!).type === 'object' ? [def.in!] : [schema];
    default:
      return [schema];
  }
}

/** All that may stand at a path. An item of a list that is not there yet has a number like any other. */
export function schemasAt(path: Path): readonly Schema[] {
  let schemas: readonly Schema[] = opened(scenarioSchema);
  for (const step of path) schemas = unique(schemas.flatMap((schema) => inside(schema, step)).flatMap(opened));
  return schemas;
}

function inside(schema: Schema, step: string | number): readonly Schema[] {
  const def = defOf(schema);
  if (def.type === 'array') return typeof step === 'number' ? [def.element!] : [];
  if (typeof step === 'number') return [];
  if (def.type === 'record') return [def.valueType!];
  const shape = def.shape ?? {};
  return Object.hasOwn(shape, step) ? [shape[step]!] : [];
}

function unique(schemas: readonly Schema[]): readonly Schema[] {
  return [...new Set(schemas)];
}

export function isGroup(schema: Schema): boolean {
  return defOf(schema).type === 'object';
}

export function isRecord(schema: Schema): boolean {
  return defOf(schema).type === 'record';
}

export function isList(schema: Schema): boolean {
  return defOf(schema).type === 'array';
}

export function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  return defOf(schema).shape ?? {};
}

export function isRequired(schema: Schema): boolean {
  return schema._zod.optin !== 'optional';
}

/** The words that a value may be. */
export function wordsOf(schema: Schema): readonly string[] {
  const def = defOf(schema);
  if (def.type === 'enum') return Object.values(def.entries ?? {}).map(String);
  if (def.type === 'literal') return (def.values ?? []).map(String);
  if (def.type === 'null') return ['null'];
  return def.type === 'boolean' ? ['true', 'false'] : [];
}

interface Meta {
  readonly id?: string;
  readonly description?: string;
  readonly oneOf?: readonly { readonly required?: readonly string[] }[];
  readonly allOf?: readonly Meta[];
}

export function metaOf(schema: Schema): Meta {
  return ((schema as unknown as { meta?: () => Meta | undefined }).meta?.() ?? {}) as Meta;
}

/** Of several keys of a group exactly one may stand: the lists of such. */
export function alternativesOf(schema: Schema): readonly (readonly string[])[] {
  const { oneOf, allOf = [] } = metaOf(schema);
  return [{ oneOf }, ...allOf].flatMap((each) =>
    each.oneOf === undefined ? [] : [each.oneOf.flatMap(({ required = [] }) => required)],
  );
}
