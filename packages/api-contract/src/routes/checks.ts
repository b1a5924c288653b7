import { z } from 'zod';
import { CheckDetail, CheckRow, CheckRuleProblem } from '../answers/check.ts';
import { defineRoute } from '../define-route.ts';

export const listChecks = defineRoute({
  id: 'listChecks',
  method: 'get',
  path: '/v1/checks',
  summary: 'Every posture check with what it found',
  permission: 'check:read',
  success: {
    status: 200,
    schema: z.object({ items: z.array(CheckRow), ruleProblems: z.array(CheckRuleProblem) }),
  },
  errors: [],
});

export const getCheck = defineRoute({
  id: 'getCheck',
  method: 'get',
  path: '/v1/checks/{checkId}',
  summary: 'One posture check with its documentation',
  permission: 'check:read',
  params: z.object({ checkId: z.string().regex(/^[a-z0-9-]{1,100}$/) }),
  success: { status: 200, schema: CheckDetail },
  errors: ['NOT_FOUND'],
});
