/**
 * A program to be killed: it takes a doubtful report, puts it to the model, says that the answer came, and does nothing
 * with it. Arguments: the data folder and the model's address.
 */
import { createModelClient } from '../../src/llm/client.ts';
import { openDoubtingDesk } from './doubting-desk.ts';

const [folder = '', baseUrl = ''] = process.argv.slice(2);
const watchlists = [{}, { channelId: '100000000000000002', minConfidence: 0.9 }];
const desk = openDoubtingDesk(baseUrl, watchlists, {
  folder,
  makeClient: (parts) => {
    const client = createModelClient(parts);
    return {
      ...client,
      async ask(question, signal) {
        await client.ask(question, signal);
        process.stdout.write('answered\n');
        return new Promise(() => undefined);
      },
    };
  },
});
desk.take(
  {
    title: 'Sechin arrives in Caracas',
    summary: 'Russia’s deputy prime minister Igor Sechin landed in Caracas on Monday.',
  },
  [{}],
);
void desk.doubts.askDue();
setInterval(() => undefined, 1_000);
