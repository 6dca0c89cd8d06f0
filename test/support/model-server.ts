/** A server of OpenAI's form on loopback, whose answers a test decides by what it is asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it answers: text as the model wrote it, an HTTP status, a refusal in words, or nothing at all. */
export type ModelReply =
  | { readonly content: string }
  | { readonly httpStatus: number }
  | { readonly refusal: string }
  | 'silence';

/** One question as it came in. */
export interface Asked {
  readonly instructions: string;
  readonly prompt: string;
}

/** The server. */
export interface ModelServer {
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  /** What is answered from now on. */
  answerWith(reply: (asked: Asked) => ModelReply): void;
  close(): Promise<void>;
}

/** Starts it; it refuses until it is told what to answer. */
export async function startModelServer(): Promise<ModelServer> {
  const asked: Asked[] = [];
  let decide: (asked: Asked) => ModelReply = () => ({ httpStatus: 500 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: { messages: { content: string }[] } = JSON.parse(Buffer.concat(chunks).toString());
      const question = { instructions: body.messages[0]?.content ?? '', prompt: body.messages[1]?.content ?? '' };
      asked.push(question);
      const reply = decide(question);
      if (reply === 'silence') return;
      const status = 'httpStatus' in reply ? reply.httpStatus : 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(status === 200 ? completion(reply) : { error: { message: 'no' } }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    answerWith(reply) {
      decide = reply;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function completion(reply: Exclude<ModelReply, 'silence'>) {
  const message = {
    role: 'assistant',
    content: 'content' in reply ? reply.content : null,
    refusal: 'refusal' in reply ? reply.refusal : null,
  };
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'test-model',
    choices: [{ index: 0, finish_reason: 'stop', logprobs: null, message }],
    usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
  };
}

/** The findings that a question about doubtful reports puts, in their order. */
export function findingsIn(prompt: string): readonly { readonly id: string; readonly words: string }[] {
  return [...prompt.matchAll(/^- ([0-9a-f]{12}): (.*)$/gm)].map(([, id = '', words = '']) => ({ id, words }));
}

/** A verdict in full form. */
export function verdict(finding: string, part: Readonly<Record<string, unknown>>) {
  const nothing = { why: null, status: null, countries: null, place: null, date: null, value: null, unstated: [] };
  return { finding, verdict: 'confirmed', quote: '', ...nothing, ...part };
}

/** Answers each finding with what `say` says of it; none where that is undefined. */
export function verdicts(
  { prompt }: Asked,
  say: (words: string) => Readonly<Record<string, unknown>> | undefined,
): ModelReply {
  const said = findingsIn(prompt).flatMap(({ id, words }) => {
    const part = say(words);
    return part === undefined ? [] : [verdict(id, part)];
  });
  return { content: JSON.stringify({ verdicts: said }) };
}
