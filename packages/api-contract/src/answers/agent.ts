import { z } from 'zod';
import { CredentialRow } from './credential.ts';
import { IdentityRow } from './identity.ts';
import { DelegationThing, InstanceThing, PrincipalRef } from './thing.ts';

/** A server of tools that an agent starts or calls. */
export const AgentTool = z.object({
  server: PrincipalRef,
  delegation: DelegationThing,
  /** Credentials that the server holds. */
  credentials: z.array(CredentialRow),
});
export type AgentTool = z.infer<typeof AgentTool>;

/** An AI agent with all that it can pick up. */
export const Agent = z.object({
  identity: IdentityRow,
  instances: z.array(InstanceThing),
  /** MCP servers and whatever else it launches. */
  tools: z.array(AgentTool),
  /** Credentials that it holds itself. */
  credentials: z.array(CredentialRow),
  /** What it inherits from the account and host it runs on. */
  ambient: z.array(DelegationThing),
});
export type Agent = z.infer<typeof Agent>;
