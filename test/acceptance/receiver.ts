import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApprovalNotice } from '../../contract/alert-channel.ts';

/** One message as it arrived: its headers, the text that was signed, and what it says. */
export type Received = { headers: IncomingHttpHeaders; text: string; notice: ApprovalNotice };

/** How a message is answered: with a status, with a status that points elsewhere, or never. */
export type Answering = (received: Received, before: number) => number | { redirect: string } | 'never';

/** A program that is told, on this computer. */
export type Receiver = {
  url: string;
  /** The host and the port, as EGRESS_ALLOW lists them. */
  place: string;
  received: Received[];
  /** What has arrived about a request, once there is so much of it. */
  about: (approvalId: string, count?: number, kind?: ApprovalNotice['type']) => Promise<Received[]>;
  answering: (answer: Answering) => void;
  stop: () => Promise<void>;
};

const WAIT_MS = 40_000;
const LOOK_MS = 50;

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: Answering = () => 204;
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const message = { headers: req.headers, text, notice: ApprovalNotice.parse(JSON.parse(text)) };
    const before = received.filter(({ headers }) => headers['webhook-id'] === req.headers['webhook-id']).length;
    received.push(message);
    const how = answer(message, before);
    if (how === 'never') return;
    if (typeof how === 'number') res.writeHead(how).end('{}');
    else res.writeHead(307, { location: how.redirect }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const matching = (approvalId: string, kind?: string) => received.filter(({ notice }) => notice.approvalId === approvalId && (kind === undefined || notice.type === kind));
  return {
    ...{ url: `http://${place}/hook`, place, received },
    about: async (approvalId, count = 1, kind) => {
      const until = Date.now() + WAIT_MS;
      while (matching(approvalId, kind).length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      return matching(approvalId, kind);
    },
    answering: (next) => {
      answer = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
