import { afterEach, describe, expect, it } from 'vitest';
import { createAlerts } from '../../src/store/alerts.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { outboxContract } from '../contracts/outbox-contract.ts';
import { makeDelivery } from '../support/records.ts';
import { NOW, openTempStore, type TempStore } from '../support/temp-store.ts';

const stores: TempStore[] = [];
afterEach(() => {
  for (const store of stores.splice(0)) store.remove();
});
function open(): TempStore {
  const store = openTempStore();
  stores.push(store);
  return store;
}

describe('the outbox on SQLite', () => {
  outboxContract(() => {
    const { database } = open();
    return { outbox: createOutbox(database), alerts: createAlerts(database) };
  });

  it('keeps what was not sent over a restart, with what trying brought', () => {
    const store = open();
    const outbox = createOutbox(store.database);
    outbox.enqueue(makeDelivery({ id: 'a' }));
    outbox.markRetry('a', NOW + 5_000, 'Discord is down');
    expect(createOutbox(store.reopen()).get('a')).toMatchObject({
      state: 'pending',
      attempts: 1,
      nextAttemptAt: NOW + 5_000,
      lastError: 'Discord is down',
    });
  });

  it('takes nothing in where the item’s transaction is undone', () => {
    const { database } = open();
    const outbox = createOutbox(database);
    const file = () =>
      database.transaction<void>(() => {
        outbox.enqueue(makeDelivery());
        throw new Error('the next step failed');
      });
    expect(file).toThrow('the next step failed');
    expect(outbox.pendingCount()).toBe(0);
  });
});
