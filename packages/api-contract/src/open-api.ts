import { type ErrorCode, errorCatalogue } from '@nonhuman/model';
import { z } from 'zod';
import { namedSchemas } from './answers/named.ts';
import { commonErrors, type Route } from './define-route.ts';
import { problemMedia } from './problem.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

const componentPath = '#/components/schemas/';
/** Where zod puts what several schemas use and nobody named. */
const sharedName = 'Json';

/** The routes as an OpenAPI 3.1 document. The same routes give the same text. */
export function openApiDocument(
  routes: Readonly<Record<string, Route>>,
  { version }: { readonly version: string },
): JsonObject {
  const sorted = Object.values(routes).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { schemas, refOf } = componentsOf(sorted);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of sorted) (paths[route.path] ??= {})[route.method] = operationOf(route, refOf);
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Nonhuman',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'nonhuman_session' },
      },
    },
  };
}

type RefOf = (schema: z.ZodType) => Json;

function componentsOf(routes: readonly Route[]): { schemas: JsonObject; refOf: RefOf } {
  const registry = z.registry<{ id: string }>();
  const names = new Map<z.ZodType, string>();
  const name = (schema: z.ZodType, as: string) => {
    if (names.has(schema)) return;
    names.set(schema, as);
    registry.add(schema, { id: as });
  };
  for (const [as, schema] of Object.entries(namedSchemas)) name(schema, as);
  for (const { id, success, body } of routes) {
    const title = id.charAt(0).toUpperCase() + id.slice(1);
    if ('schema' in success) name(success.schema, `${title}Answer`);
    if (body) name(body, `${title}Request`);
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    uri: (id) => componentPath + id,
    override: ({ jsonSchema }) => {
      // An answer of v1 may gain fields, so no reader may refuse them.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return {
    schemas: tidy(schemas as JsonObject),
    refOf: (schema) => {
      const known = names.get(schema);
      return known === undefined ? inlineOf(schema) : { $ref: componentPath + known };
    },
  };
}

/** Turns zod's file of shared definitions into components of their own, and drops what OpenAPI does not want. */
function tidy(schemas: JsonObject): JsonObject {
  const out: Record<string, Json> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isObject(schema)) continue;
    if (name !== '__shared') {
      out[name] = clean(schema);
      continue;
    }
    const definitions = schema['$defs'];
    if (!isObject(definitions)) continue;
    for (const [inner, definition] of Object.entries(definitions)) {
      out[sharedName + inner] = clean(definition);
    }
  }
  return Object.fromEntries(Object.entries(out).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function clean(value: Json): Json {
  if (Array.isArray(value)) return value.map(clean);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name]) => name !== '$schema' && name !== '$id');
  return Object.fromEntries(
    kept.map(([name, inner]) => [
      name,
      name === '$ref' && typeof inner === 'string'
        ? inner.replace(/^.*__shared#\/\$defs\//, componentPath + sharedName)
        : clean(inner),
    ]),
  );
}

function inlineOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return json as JsonObject;
}

function operationOf(route: Route, refOf: RefOf): JsonObject {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [tagOf(route.path)],
    'x-permission': route.permission,
    security: route.permission === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: parametersOf(route),
    ...bodyOf(route, refOf),
    responses: responsesOf(route, refOf),
  };
}

function tagOf(path: string): string {
  return path.split('/')[2] ?? 'server';
}

function parametersOf(route: Route): Json {
  const described = (where: 'path' | 'query', of: z.ZodObject | undefined): JsonObject[] =>
    Object.entries(of?.shape ?? {}).map(([name, schema]) => ({
      name,
      in: where,
      required: where === 'path' || !(schema as z.ZodType).safeParse(undefined).success,
      schema: inlineOf(schema as z.ZodType),
    }));
  const key: JsonObject = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  };
  return [
    ...described('path', route.params),
    ...described('query', route.query),
    ...(route.idempotent === true ? [key] : []),
  ];
}

function bodyOf(route: Route, refOf: RefOf): JsonObject {
  if (route.body) {
    return {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: refOf(route.body) } },
      },
    };
  }
  if (!route.rawBody) return {};
  const content = Object.fromEntries(route.rawBody.media.map((media) => [media, {}]));
  return { requestBody: { required: true, description: route.rawBody.description, content } };
}

function responsesOf(route: Route, refOf: RefOf): JsonObject {
  const { success } = route;
  const content =
    'schema' in success
      ? { content: { 'application/json': { schema: refOf(success.schema) } } }
      : 'media' in success
        ? { content: Object.fromEntries(success.media.map((media) => [media, {}])) }
        : {};
  const codes = new Map<number, ErrorCode[]>();
  for (const code of new Set([...commonErrors, ...route.errors])) {
    const { status } = errorCatalogue[code];
    codes.set(status, [...(codes.get(status) ?? []), code]);
  }
  const problems = [...codes].toSorted(([a], [b]) => a - b);
  return {
    [success.status]: { description: 'Done', ...content },
    ...Object.fromEntries(
      problems.map(([status, ofStatus]) => [
        String(status),
        {
          description: ofStatus
            .map((code) => `\`${code}\`: ${errorCatalogue[code].title}`)
            .join('; '),
          content: { [problemMedia]: { schema: { $ref: `${componentPath}Problem` } } },
        },
      ]),
    ),
  };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
