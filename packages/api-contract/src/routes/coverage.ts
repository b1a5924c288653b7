import { ConnectionId, SyncId } from '@nonhuman/model';
import { z } from 'zod';
import { Coverage, SyncDetail, SyncRow } from '../answers/coverage.ts';
import { Sources } from '../answers/source.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';

export const getCoverage = defineRoute({
  id: 'getCoverage',
  method: 'get',
  path: '/v1/coverage',
  summary: 'What was read of each connection, how far, and what was not',
  permission: 'coverage:read',
  query: z.object({ connection: ConnectionId.optional() }),
  success: { status: 200, schema: Coverage },
  errors: [],
});

export const getSources = defineRoute({
  id: 'getSources',
  method: 'get',
  path: '/v1/sources',
  summary: 'Where the inventory comes from, and what else can be imported or scanned',
  permission: 'source:read',
  success: { status: 200, schema: Sources },
  errors: [],
});

export const listSyncs = defineRoute({
  id: 'listSyncs',
  method: 'get',
  path: '/v1/syncs',
  summary: 'Passes over the sources, newest first',
  permission: 'coverage:read',
  query: z.object({ connection: ConnectionId.optional(), ...pageQuery }),
  success: { status: 200, schema: pageOf(SyncRow) },
  errors: ['CURSOR_INVALID'],
});

export const getSync = defineRoute({
  id: 'getSync',
  method: 'get',
  path: '/v1/syncs/{syncId}',
  summary: 'One pass with what it read and what it could not see',
  permission: 'coverage:read',
  params: z.object({ syncId: SyncId }),
  success: { status: 200, schema: SyncDetail },
  errors: ['NOT_FOUND'],
});
