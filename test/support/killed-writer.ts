/**
 * A program to be killed: it files one item after the other, each in one transaction, and says each number after
 * its transaction was committed. Argument: the path of the store.
 */
import { createLog } from '../../src/log.ts';
import { createAlerts } from '../../src/store/alerts.ts';
import { createArchive } from '../../src/store/archive.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { createSeen } from '../../src/store/seen.ts';
import { makeAlert, makeDelivery, makeSource, makeStory } from './records.ts';
import { NOW } from './temp-store.ts';

const [path = ''] = process.argv.slice(2);
const database = openDatabase(path, { now: () => NOW, log: createLog('silent', 'json') });
const [archive, alerts, outbox, seen] = [
  createArchive(database),
  createAlerts(database),
  createOutbox(database),
  createSeen(database),
];

for (let number = archive.countSince(0); ; number += 1) {
  const [storyId, itemId, alertId] = [`story-${number}`, `item-${number}`, `alert-${number}`];
  database.transaction<void>(() => {
    seen.mark(itemId, [`guid-${number}`], NOW);
    archive.saveStory(makeStory({ id: storyId, sources: [makeSource({ itemId })] }));
    alerts.save(makeAlert({ id: alertId, storyId }));
    outbox.enqueue(makeDelivery({ id: `delivery-${number}`, alertId }));
  });
  process.stdout.write(`${number}\n`);
}
