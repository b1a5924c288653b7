import { openApiDocument, routes } from '@nonhuman/api-contract';
import { NhiError } from '@nonhuman/model';
import { readStoreVersion } from '@nonhuman/store';
import type { Handlers } from '../http/call.ts';
import { type Caller, cookieHeader } from '../http/sign-in.ts';
import { exportInventory } from '../operations/export-inventory.ts';
import { momentOf } from '../operations/moments.ts';

/** The server itself: sessions, versions, the API's own description, and exports. */
export const access: Handlers<
  | 'createSession'
  | 'createSessionLink'
  | 'deleteSession'
  | 'getExport'
  | 'getHealth'
  | 'getOpenApi'
  | 'getSession'
  | 'getVersion'
> = {
  async getHealth(_, { workings }) {
    await readStoreVersion(workings.db);
    return { status: 'ok' };
  },
  async getVersion(_, { workings: { db, version, workspaceName } }) {
    return { version, workspace: workspaceName, ...(await readStoreVersion(db)) };
  },
  getOpenApi: async (_, { workings: { version } }) =>
    Response.json(openApiDocument(routes, { version })),
  async createSession({ body }, { signIn, headers }) {
    const { cookie, caller } = signIn.redeem(body.code);
    headers.append('set-cookie', cookieHeader(cookie));
    return sessionOf(caller);
  },
  async createSessionLink(_, { signIn }) {
    const { code, expiresAt } = signIn.newCode();
    return { path: `/login?code=${code}`, expiresAt: expiresAt.toISOString() };
  },
  async getSession(_, { caller }) {
    if (caller === null) throw new NhiError('UNAUTHENTICATED');
    return sessionOf(caller);
  },
  async deleteSession(_, { signIn, request, headers }) {
    signIn.end(request);
    headers.append('set-cookie', cookieHeader(null));
    return undefined;
  },
  async getExport({ params, query }, { workings }) {
    const { media, fileName, text } = exportInventory(workings, {
      format: params.format,
      of: query.of,
      at: momentOf(query.asOf),
    });
    return new Response(ReadableStream.from(encoded(text)), {
      headers: {
        'content-type': media,
        'content-disposition': `attachment; filename="${fileName}"`,
      },
    });
  },
};

function sessionOf({ actor, by, expiresAt }: Caller) {
  return { actor, by, expiresAt: expiresAt?.toISOString() ?? null };
}

/** Rows are gathered into larger pieces: a write for each would cost more than its making. */
async function* encoded(text: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let held = '';
  for await (const part of text) {
    held += part;
    if (held.length < 64_000) continue;
    yield encoder.encode(held);
    held = '';
  }
  if (held !== '') yield encoder.encode(held);
}
