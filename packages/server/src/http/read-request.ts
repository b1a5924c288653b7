import type { RequestParts, Route } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { z } from 'zod';
import { faultsIn, RequestFaults } from './problem-answer.ts';

/** Bytes of a JSON body, at most. */
const maxJsonBytes = 1_000_000;

const noQuery = z.strictObject({});

/** Parses the parts of requests to a route. A query name that the route does not have is a fault: a filter with a typing error must not answer everything. */
export function requestReader<R extends Route>(
  route: R,
): (request: Request, params: Record<string, string>) => Promise<RequestParts<R>> {
  const querySchema = route.query === undefined ? noQuery : z.strictObject(route.query.shape);
  return async (request, given) => {
    const params = route.params?.safeParse(given);
    const query = querySchema.safeParse(queryOf(new URL(request.url).searchParams));
    const body = route.body?.safeParse(await readJson(request));
    const faults = [
      ...(params?.error ? faultsIn('path', params.error) : []),
      ...(query.error ? faultsIn('query', query.error) : []),
      ...(body?.error ? faultsIn('body', body.error) : []),
    ];
    if (faults.length > 0) throw new RequestFaults(faults);
    // The schemas are the route's own, so the parts are what its types say.
    return {
      params: params?.data,
      query: route.query === undefined ? undefined : query.data,
      body: body?.data,
    } as RequestParts<R>;
  };
}

function queryOf(search: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}

async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw fault('content-type', 'Send application/json');
  }
  const text = new TextDecoder().decode(await readBounded(request, maxJsonBytes));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw fault('', 'This is not JSON');
  }
}

function fault(field: string, message: string): RequestFaults {
  return new RequestFaults([{ in: field === '' ? 'body' : 'header', field, message }]);
}

/** The body, unless it is larger. Stops reading at the limit, whatever `content-length` promised. */
async function readBounded(request: Request, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of boundedBody(request, maxBytes)) parts.push(part);
  return Buffer.concat(parts);
}

/** The body piece by piece. Throws `PAYLOAD_TOO_LARGE` at the limit. */
export async function* boundedBody(
  request: Request,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const tooLarge = () =>
    new NhiError('PAYLOAD_TOO_LARGE', { maxBytes, hint: `At most ${maxBytes} bytes are taken.` });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  if (request.body === null) return;
  let bytes = 0;
  for await (const part of request.body as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    yield part;
  }
}
