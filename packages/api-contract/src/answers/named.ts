import { Attributes, Place, Scope } from '@nonhuman/model';
import type { z } from 'zod';
import { FieldFault, Problem } from '../problem.ts';
import { Agent, AgentTool } from './agent.ts';
import { CheckDetail, CheckRow } from './check.ts';
import {
  ConnectionCoverage,
  Coverage,
  CoverageGap,
  ListingCoverage,
  SyncDetail,
  SyncRow,
} from './coverage.ts';
import { CredentialRow, CredentialThing } from './credential.ts';
import { AcceptRequest, FindingDetail, FindingEvent, FindingRow } from './finding.ts';
import {
  Graph,
  GraphEdge,
  GraphNode,
  HistoryEntry,
  IdentityDetail,
  IdentityFacets,
  IdentityRow,
  Risk,
} from './identity.ts';
import { Job } from './job.ts';
import { MattersRow, Overview } from './overview.ts';
import { ImporterRow, Sources } from './source.ts';
import {
  AnyThing,
  Count,
  DelegationThing,
  ExposureThing,
  GrantThing,
  IdentityRef,
  InstanceThing,
  OwnerRef,
  OwnershipThing,
  PrincipalRef,
  ScopeRef,
  SecretReferenceThing,
  SeverityCounts,
} from './thing.ts';

/** The schemas that the OpenAPI document gives a name, by that name. */
export const namedSchemas: Readonly<Record<string, z.ZodType>> = {
  AcceptRequest,
  Agent,
  AgentTool,
  AnyThing,
  Attributes,
  CheckDetail,
  CheckRow,
  ConnectionCoverage,
  Count,
  Coverage,
  CoverageGap,
  CredentialRow,
  CredentialThing,
  DelegationThing,
  ExposureThing,
  FieldFault,
  FindingDetail,
  FindingEvent,
  FindingRow,
  GrantThing,
  Graph,
  GraphEdge,
  GraphNode,
  HistoryEntry,
  IdentityDetail,
  IdentityFacets,
  IdentityRef,
  IdentityRow,
  ImporterRow,
  InstanceThing,
  Job,
  ListingCoverage,
  MattersRow,
  Overview,
  OwnerRef,
  OwnershipThing,
  Place,
  PrincipalRef,
  Problem,
  Risk,
  Scope,
  ScopeRef,
  SecretReferenceThing,
  SeverityCounts,
  Sources,
  SyncDetail,
  SyncRow,
};
