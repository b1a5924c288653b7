import { at, isRecord, type Json, listOf, pathText, textOf } from '../../json-value.ts';
import type { TerraformResource } from './resource.ts';

/** A resource as a state holds it, with what the state itself marks as sensitive. */
export interface StateResource {
  readonly resource: TerraformResource;
  readonly isSensitive: (path: readonly (string | number)[]) => boolean;
}

/**
 * The instances of one element of `resources` of a state of version 4. What a data source read is held
 * in the state as well, secrets included: its type is then `data.<type>`, which no mapper takes for
 * something that was made.
 */
export function instancesOf(resource: Json, index: number): StateResource[] {
  const [type, name] = [textOf(at(resource, 'type')), textOf(at(resource, 'name'))];
  if (type === null || name === null) return [];
  const module = textOf(at(resource, 'module'));
  const isData = at(resource, 'mode') === 'data';
  const own = `${isData ? 'data.' : ''}${type}`;
  const prefix = `${module === null ? '' : `${module}.`}${own}.${name}`;
  return listOf(at(resource, 'instances')).flatMap((instance, place) => {
    const attributes = at(instance, 'attributes');
    if (!isRecord(attributes)) return [];
    const key = at(instance, 'index_key');
    const marks = marksOf(at(instance, 'sensitive_attributes'));
    return [
      {
        resource: {
          type: own,
          address: `${prefix}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
          attributes,
          line: null,
          keyPath: pathText(['resources', index, 'instances', place, 'attributes']),
        },
        isSensitive: (path) =>
          marks.size > 0 && path.some((_, end) => marks.has(path.slice(0, end + 1).join('.'))),
      },
    ];
  });
}

/** Paths of `[{type: 'get_attr', value: 'secret'}, …]`, as texts. */
function marksOf(value: Json | undefined): ReadonlySet<string> {
  return new Set(
    listOf(value).map((steps) =>
      listOf(steps)
        .map((step) => at(step, 'value'))
        .map((word) => textOf(word) ?? textOf(at(word, 'value')) ?? '')
        .join('.'),
    ),
  );
}

/** One element of `resources` of what `terraform show -json` prints; null when it is none. */
export function shownResource(
  resource: Json,
  path: readonly (string | number)[],
): StateResource | null {
  const [type, address] = [textOf(at(resource, 'type')), textOf(at(resource, 'address'))];
  const attributes = at(resource, 'values');
  if (type === null || address === null || !isRecord(attributes)) return null;
  const sensitive = at(resource, 'sensitive_values');
  return {
    resource: {
      type: at(resource, 'mode') === 'data' ? `data.${type}` : type,
      address,
      attributes,
      line: null,
      keyPath: pathText([...path, 'values']),
    },
    isSensitive: (inner) =>
      inner.some((_, end) => at(sensitive, ...inner.slice(0, end + 1)) === true),
  };
}

/** The resources of a module and of all modules in it. */
export function* shownModule(
  module: Json,
  path: readonly (string | number)[],
): Generator<StateResource> {
  for (const [index, resource] of listOf(at(module, 'resources')).entries()) {
    const shown = shownResource(resource, [...path, 'resources', index]);
    if (shown) yield shown;
  }
  for (const [index, inner] of listOf(at(module, 'child_modules')).entries())
    yield* shownModule(inner, [...path, 'child_modules', index]);
}

/** Outputs, or variables of a plan, as one resource whose attributes are their values. */
export function namedValues(
  values: Json | undefined,
  what: { readonly type: 'output' | 'variable'; readonly path: readonly string[] },
): StateResource | null {
  if (!isRecord(values)) return null;
  const attributes = Object.fromEntries(
    Object.entries(values).map(([name, told]) => [name, at(told, 'value') ?? null]),
  );
  return {
    resource: {
      type: `${what.type} block`,
      address: what.type,
      attributes,
      line: null,
      keyPath: pathText(what.path),
    },
    isSensitive: ([name]) => at(values, name ?? '', 'sensitive') === true,
  };
}
