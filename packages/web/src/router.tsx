import {
  AsOf,
  CredentialFilters,
  credentialSorts,
  FindingFilters,
  Flag,
  findingSorts,
  IdentityFilters,
  identitySorts,
  Order,
  OwnerFilters,
  ownerSorts,
} from '@nonhuman/api-contract';
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { z } from 'zod';
import { Fault } from './shell/fault.tsx';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';
import { parseSearch, readState, stringifySearch } from './url-state.ts';

const inventoryState = IdentityFilters.extend({
  sort: z.enum(identitySorts),
  order: Order,
});
const credentialState = CredentialFilters.extend({
  sort: z.enum(credentialSorts),
  order: Order,
});
const findingState = FindingFilters.extend({
  sort: z.enum(findingSorts),
  /** The finding that is open beside the list. */
  finding: z.string(),
});
const identityState = z.object({
  tab: z.enum(['access', 'history', 'map']),
  asOf: AsOf,
  depth: z.enum(['2']),
});
const agentState = z.object({
  q: z.string(),
  only: z.enum(['unpinned', 'static', 'no-auth', 'auto-approve']),
});
const ownersState = OwnerFilters.extend({ sort: z.enum(ownerSorts) });
const ownerState = z.object({ tab: z.enum(['leaver']) });
const changesState = z.object({
  /** A day, or `7d` before now. */
  since: z.union([AsOf, z.string().regex(/^[1-9]\d{0,3}[hdw]$/)]),
  until: AsOf,
  withUse: Flag,
});
const coverageState = z.object({ show: z.enum(['complete', 'partial', 'not-read']) });
const loginState = z.object({ code: z.string() });

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Fault,
});
const under = { getParentRoute: () => rootRoute };

const overview = createRoute({ ...under, path: '/' }).lazy(() =>
  import('./pages/overview/page.tsx').then(({ page }) => page),
);
const identities = createRoute({
  ...under,
  path: '/identities',
  validateSearch: (raw) => readState(inventoryState, raw),
}).lazy(() => import('./pages/inventory/page.tsx').then(({ page }) => page));
const identity = createRoute({
  ...under,
  path: '/identities/$identityId',
  validateSearch: (raw) => readState(identityState, raw),
}).lazy(() => import('./pages/identity/page.tsx').then(({ page }) => page));
const credentials = createRoute({
  ...under,
  path: '/credentials',
  validateSearch: (raw) => readState(credentialState, raw),
}).lazy(() => import('./pages/credentials/page.tsx').then(({ page }) => page));
const findings = createRoute({
  ...under,
  path: '/findings',
  validateSearch: (raw) => readState(findingState, raw),
}).lazy(() => import('./pages/findings/page.tsx').then(({ page }) => page));
const changes = createRoute({
  ...under,
  path: '/changes',
  validateSearch: (raw) => readState(changesState, raw),
}).lazy(() => import('./pages/changes/page.tsx').then(({ page }) => page));
const agents = createRoute({
  ...under,
  path: '/agents',
  validateSearch: (raw) => readState(agentState, raw),
}).lazy(() => import('./pages/agents/page.tsx').then(({ page }) => page));
const owners = createRoute({
  ...under,
  path: '/owners',
  validateSearch: (raw) => readState(ownersState, raw),
}).lazy(() => import('./pages/owners/page.tsx').then(({ page }) => page));
const owner = createRoute({
  ...under,
  path: '/owners/$ownerKey',
  validateSearch: (raw) => readState(ownerState, raw),
}).lazy(() => import('./pages/owner/page.tsx').then(({ page }) => page));
const coverage = createRoute({
  ...under,
  path: '/coverage',
  validateSearch: (raw) => readState(coverageState, raw),
}).lazy(() => import('./pages/ledger/page.tsx').then(({ page }) => page));
const sources = createRoute({ ...under, path: '/sources' }).lazy(() =>
  import('./pages/sources/page.tsx').then(({ page }) => page),
);
const checks = createRoute({ ...under, path: '/checks' }).lazy(() =>
  import('./pages/checks/page.tsx').then(({ page }) => page),
);
const check = createRoute({ ...under, path: '/checks/$checkId' }).lazy(() =>
  import('./pages/check/page.tsx').then(({ page }) => page),
);
const login = createRoute({
  ...under,
  path: '/login',
  validateSearch: (raw) => readState(loginState, raw),
}).lazy(() => import('./pages/login/page.tsx').then(({ page }) => page));

const routeTree = rootRoute.addChildren([
  overview,
  identities,
  identity,
  credentials,
  findings,
  changes,
  agents,
  owners,
  owner,
  coverage,
  sources,
  checks,
  check,
  login,
]);

export function makeRouter() {
  return createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: Fault,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
