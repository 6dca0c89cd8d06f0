/** A server of OpenAI's form on loopback, whose answers a test decides by what it is asked. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What it answers: text as the model wrote it, an error, a refusal in words, something that is no completion, or nothing at
 * all; or a body that comes by drips, or without an end.
 */
export type ModelReply =
  | { readonly content: string | null; readonly finishReason?: string; readonly tokens?: number }
  | {
      readonly httpStatus: number;
      readonly error?: Readonly<Record<string, unknown>>;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly refusal: string }
  | { readonly body: string }
  | 'silence'
  | 'drips'
  | 'flood';

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
      if (reply === 'drips' || reply === 'flood') pour(response, reply);
      else if ('httpStatus' in reply) {
        response.writeHead(reply.httpStatus, { 'content-type': 'application/json', ...reply.headers });
        response.end(JSON.stringify({ error: { message: 'no', ...reply.error } }));
      } else {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('body' in reply ? reply.body : JSON.stringify(completion(reply)));
      }
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

/** White space before JSON is JSON: no reader can tell that nothing will come. */
function pour(response: ServerResponse, kind: 'drips' | 'flood'): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drop = kind === 'drips' ? ' ' : ' '.repeat(64 * 1024);
  const timer = setInterval(() => response.write(drop), 1);
  response.on('close', () => clearInterval(timer));
}

function completion(reply: Extract<ModelReply, { content: unknown } | { refusal: string }>) {
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
    choices: [
      { index: 0, finish_reason: ('content' in reply && reply.finishReason) || 'stop', logprobs: null, message },
    ],
    usage: { total_tokens: ('content' in reply && reply.tokens) || 150 },
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
