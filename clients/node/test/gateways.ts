import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export function table(serial = 4, share = 0.25, project = "dyck"): string {
  const version = (name: string, role: string, part: number) => {
    return { version: name, role, share: part, text: `Answer as ${name}.`, program: {} };
  };
  const versions = [
    version("first", "champion", 1 - share),
    version("second", "challenger", share),
  ];
  const labels = { production: "first", eu: "second" };
  return JSON.stringify({ project, serial, versions, labels, labelled: versions });
}

/** A server that answers what a test states, and records what it gets. */
export class ScriptedGateway {
  readonly requests: Request[] = [];
  /** A POST is accepted unless the test states otherwise. */
  answer: (request: Request) => Answer = (request) => this.healthy(request);
  table: string | undefined = table();
  url = "";
  /** Each answer waits for it. */
  delay: Promise<void> = Promise.resolve();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((incoming, response) => {
      let body = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk: string) => (body += chunk));
      incoming.on("end", async () => {
        await this.delay;
        const { method = "", url: path = "", headers } = incoming;
        const request = { method, path, headers, body };
        this.requests.push(request);
        const answer = this.answer(request);
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
  }

  static async start(): Promise<ScriptedGateway> {
    const gateway = new ScriptedGateway();
    await new Promise<void>((resolve) => gateway.server.listen(0, "127.0.0.1", resolve));
    gateway.url = `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}`;
    return gateway;
  }

  posts(route: string): Request[] {
    return this.requests.filter((one) => one.path === `/api/v1/${route}`);
  }

  json(route: string): Record<string, unknown>[] {
    return this.posts(route).map((one) => JSON.parse(one.body) as Record<string, unknown>);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private healthy(request: Request): Answer {
    if (request.method === "POST") return { status: 202, body: '{"task":"t"}' };
    if (this.table === undefined) return { status: 404, body: "serves nothing yet" };
    const etag = `"${Buffer.from(this.table).toString("base64url").slice(0, 60)}"`;
    const headers = { ETag: etag, "Cache-Control": "private, max-age=1" };
    if (request.headers["if-none-match"] === etag) return { status: 304, headers };
    return { status: 200, headers, body: this.table };
  }
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("the condition is not true after a minute");
    await sleep(10);
  }
}
