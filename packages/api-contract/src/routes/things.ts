import { ThingId } from '@nonhuman/model';
import { z } from 'zod';
import { AnyThing } from '../answers/thing.ts';
import { defineRoute } from '../define-route.ts';
import { AsOf } from '../query-values.ts';

export const getThing = defineRoute({
  id: 'getThing',
  method: 'get',
  path: '/v1/things/{thingId}',
  summary: 'Any row of the inventory by its id',
  permission: 'inventory:read',
  params: z.object({ thingId: ThingId }),
  query: z.object({ asOf: AsOf.optional() }),
  success: { status: 200, schema: AnyThing },
  errors: ['NOT_FOUND'],
});
