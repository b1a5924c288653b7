import type { Noun, Observation } from '@nonhuman/model';

/** What a live collector is given. `signal` ends the run within one page. */
export interface CollectContext<Client> {
  readonly client: Client;
  readonly scopeKey: string;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Reads one kind of resource of a provider's live API. Yields observations and ends a full listing
 * with a `complete`; throws `ProviderError` when a call fails.
 */
export interface Collector<Client> {
  /** `<connector>.<resource>`; also the listing that its rows belong to. */
  readonly id: string;
  readonly title: string;
  readonly emits: readonly Noun[];
  /** The provider permissions that it calls on, as the provider spells them. */
  readonly permissions: readonly string[];
  collect(context: CollectContext<Client>): AsyncIterable<Observation>;
}

/** Declares a live collector. */
export function defineCollector<Client>(collector: Collector<Client>): Collector<Client> {
  return collector;
}
