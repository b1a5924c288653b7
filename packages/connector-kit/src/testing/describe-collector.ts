import type { Observation } from '@nonhuman/model';
import { now } from '@nonhuman/model/testing';
import { describe, expect, it } from 'vitest';
import type { Collector } from '../collector.ts';
import { ProviderError } from '../problems.ts';

/** A provider that answers from a fixture, notes what it was asked and refuses on demand. */
export interface FakeProvider<Client> {
  readonly client: Client;
  /** Every call so far, by the name of the permission that it needs. */
  readonly calls: readonly string[];
}

/** What the conformance suite runs a collector over. */
export interface CollectorFixture<Client> {
  readonly scopeKey: string;
  /** A fresh provider of at least two pages; a call named in `refused` throws `ProviderError` (`forbidden`). */
  readonly provider: (refused?: string) => FakeProvider<Client>;
}

/** The guarantees that every live collector gives. */
export function describeCollector<Client>(
  collector: Collector<Client>,
  { scopeKey, provider }: CollectorFixture<Client>,
): void {
  async function collect(of: FakeProvider<Client>, signal = new AbortController().signal) {
    const observations: Observation[] = [];
    const context = { client: of.client, scopeKey, now, signal };
    for await (const one of collector.collect(context)) observations.push(one);
    return observations;
  }

  describe(`the ${collector.id} collector`, () => {
    it('calls what its permissions say, and nothing else', async () => {
      const fake = provider();

      await collect(fake);

      expect([...new Set(fake.calls)].sort()).toEqual([...collector.permissions].sort());
    });

    it('says the same when nothing has changed, in its own listing, and ends it', async () => {
      const first = await collect(provider());

      expect(await collect(provider())).toEqual(first);
      expect(first.some((one) => one.type === 'complete' && one.listing === collector.id)).toBe(
        true,
      );
      expect(
        first.filter((one) => one.type === 'upsert' && !collector.emits.includes(one.noun)),
      ).toEqual([]);
    });

    it('stops within one page when it is cancelled', async () => {
      const fake = provider();
      const cancel = new AbortController();
      const context = { client: fake.client, scopeKey, now, signal: cancel.signal };
      const observations: Observation[] = [];
      let callsAtCancel = Number.POSITIVE_INFINITY;

      for await (const one of collector.collect(context)) {
        observations.push(one);
        if (cancel.signal.aborted) continue;
        cancel.abort();
        callsAtCancel = fake.calls.length;
      }

      expect(fake.calls.length - callsAtCancel).toBeLessThanOrEqual(1);
      expect(observations.filter((one) => one.type === 'complete')).toEqual([]);
    });

    it.each(collector.permissions)(
      'ends nothing when %s is forbidden, and says so',
      async (call) => {
        const observations: Observation[] = [];
        const context = {
          client: provider(call).client,
          scopeKey,
          now,
          signal: new AbortController().signal,
        };

        const failure = await (async () => {
          for await (const one of collector.collect(context)) observations.push(one);
          return null;
        })().catch((error: unknown) => error);

        expect(failure === null || failure instanceof ProviderError).toBe(true);
        expect(failure !== null || observations.some((one) => one.type === 'gap')).toBe(true);
        expect(observations.filter((one) => one.type === 'complete')).toEqual([]);
      },
    );
  });
}
