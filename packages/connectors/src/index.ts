import type { Connector } from '@nonhuman/connector-kit';
import { host } from './host/connector.ts';

/** Every connector, sorted by id. */
export const connectors: readonly Connector[] = [host];
