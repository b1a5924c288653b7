import { z } from 'zod';

/**
 * A schema of an object of Microsoft Graph as the API and `az` write it (`appId`) or as the Graph
 * PowerShell module does (`AppId`, the rest below `AdditionalProperties`).
 */
export function graphItem<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess(asAnswered, schema);
}

/** Whether the object has one of these members, in either spelling. */
export function hasMember(item: Readonly<Record<string, unknown>>, ...names: string[]): boolean {
  return names.some((name) => name in item || capitalised(name) in item);
}

/** `microsoft.graph.user` as `user`; null when the type is not told. */
export function typeOf(object: { readonly '@odata.type'?: string | null | undefined }) {
  const type = object['@odata.type'];
  return type ? (type.split('.').at(-1)?.toLowerCase() ?? null) : null;
}

function asAnswered(value: unknown): unknown {
  return isRecord(value) && !('id' in value) && ('Id' in value || 'AppId' in value)
    ? uncapitalised(value)
    : value;
}

function uncapitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(uncapitalised);
  if (typeof value === 'string') return dateOf(value);
  if (!isRecord(value)) return value;
  const { AdditionalProperties, ...told } = value;
  const entries = Object.entries(told).map(([name, inner]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    uncapitalised(inner),
  ]);
  return {
    ...Object.fromEntries(entries),
    ...(isRecord(AdditionalProperties) ? AdditionalProperties : {}),
  };
}

/** Windows PowerShell writes dates as `/Date(1577836800000)/`. */
function dateOf(text: string): string {
  const milliseconds = /^\/Date\((-?\d{1,15})\)\/$/.exec(text)?.[1];
  return milliseconds === undefined ? text : new Date(Number(milliseconds)).toISOString();
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
