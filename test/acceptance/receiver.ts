import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { AlertNotice, ApprovalNotice, TestNotice } from '../../contract/alert-channel.ts';

/** One message as it arrived: its headers, the text that was signed, and what it says. */
export type Received = Heard & { notice: ApprovalNotice };
/** One that is not about a request for approval. */
export type ReceivedAlert = Heard & { notice: AlertNotice | TestNotice };
type Heard = { headers: IncomingHttpHeaders; text: string };

/** How a message is answered: with a status, with a status that points elsewhere, or never. */
export type Answering = (received: Received | ReceivedAlert, before: number) => number | { redirect: string } | 'never';

/** A program that is told, on this computer. */
export type Receiver = {
  url: string;
  /** The host and the port, as EGRESS_ALLOW lists them. */
  place: string;
  received: Received[];
  alerts: ReceivedAlert[];
  /** What has arrived about a request, once there is so much of it. */
  about: (approvalId: string, count?: number, kind?: ApprovalNotice['type']) => Promise<Received[]>;
  /** What has arrived of alerts and tests that fits, once there is so much of it. */
  alertsOf: (fits: (notice: ReceivedAlert['notice']) => boolean, count?: number) => Promise<ReceivedAlert[]>;
  answering: (answer: Answering) => void;
  stop: () => Promise<void>;
};

const WAIT_MS = 40_000;
/** The sweep comes each minute. */
const ALERT_WAIT_MS = 150_000;
const LOOK_MS = 50;

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const alerts: ReceivedAlert[] = [];
  let answer: Answering = () => 204;
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const before = [...received, ...alerts].filter(({ headers }) => headers['webhook-id'] === req.headers['webhook-id']).length;
    const how = answer(keep({ headers: req.headers, text }), before);
    if (how === 'never') return;
    if (typeof how === 'number') res.writeHead(how).end('{}');
    else res.writeHead(307, { location: how.redirect }).end();
  });
  const keep = (heard: Heard): Received | ReceivedAlert => {
    const told: unknown = JSON.parse(heard.text);
    const approval = ApprovalNotice.safeParse(told).data;
    if (approval) received.push({ ...heard, notice: approval });
    else alerts.push({ ...heard, notice: z.union([AlertNotice, TestNotice]).parse(told) });
    return (approval ? received : alerts).at(-1)!;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const matching = (approvalId: string, kind?: string) => received.filter(({ notice }) => notice.approvalId === approvalId && (kind === undefined || notice.type === kind));
  return {
    ...{ url: `http://${place}/hook`, place, received, alerts },
    about: async (approvalId, count = 1, kind) => {
      const until = Date.now() + WAIT_MS;
      while (matching(approvalId, kind).length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      return matching(approvalId, kind);
    },
    alertsOf: async (fits, count = 1) => {
      const until = Date.now() + ALERT_WAIT_MS;
      const found = () => alerts.filter(({ notice }) => fits(notice));
      while (found().length < count && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      return found();
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
