import type { Identity } from '@nonhuman/model';

/** Whether the identity is a tool server (MCP) that an agent starts or calls. */
export function isMcpServer(identity: Identity): boolean {
  return identity.nativeType === 'mcp-server';
}
