import { Overview } from '../answers/overview.ts';
import { defineRoute } from '../define-route.ts';

/** Totals, what matters first and what could not be seen. */
export const getOverview = defineRoute({
  id: 'getOverview',
  method: 'get',
  path: '/v1/overview',
  summary: 'Totals, what matters first and what could not be seen',
  permission: 'inventory:read',
  success: { status: 200, schema: Overview },
  errors: [],
});
