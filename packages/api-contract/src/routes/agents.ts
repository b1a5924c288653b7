import { z } from 'zod';
import { Agent } from '../answers/agent.ts';
import { defineRoute } from '../define-route.ts';
import { pageOf, pageQuery } from '../paging.ts';
import { SearchText } from '../query-values.ts';

export const listAgents = defineRoute({
  id: 'listAgents',
  method: 'get',
  path: '/v1/agents',
  summary: 'AI agents with their tool servers, the credentials they hold and what they inherit',
  permission: 'inventory:read',
  query: z.object({ q: SearchText.optional(), ...pageQuery }),
  success: { status: 200, schema: pageOf(Agent) },
  errors: ['CURSOR_INVALID'],
});
