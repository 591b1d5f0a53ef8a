import { randomUUID } from "node:crypto";

import type { FailureLog } from "./failures.js";
import { problem, type GatewayHttp, type Reply } from "./http.js";
import { LONGEST_PAUSE, pause, spread, within } from "./pause.js";

export const MAX_RECORDS = 10_000;
const MAX_BYTES = 16 << 20;
const AT_ONCE = 2;
const FIRST_PAUSE = 500;

/** All other refusals stay what they are when the request is repeated. */
const TEMPORARY = new Set([408, 429, 502, 503, 504]);

interface WaitingRecord {
  readonly body: string;
  readonly size: number;
  readonly key: string;
}

/** Sends records of one kind in the background, and again until the gateway has accepted them. */
export class Sender {
  private readonly hurried = new AbortController();
  private readonly stopped = new AbortController();
  private readonly waiting: WaitingRecord[] = [];
  private lostRecords = 0;
  private records = 0;
  private bytes = 0;
  private running = 0;
  private closing = false;
  private readonly drained: (() => void)[] = [];

  constructor(
    private readonly http: GatewayHttp,
    private readonly kind: string,
    private readonly failures: FailureLog,
  ) {}

  get lost(): number {
    return this.lostRecords;
  }

  /** Returns at once. A record beyond the limits is lost, and counted. */
  send(fields: object, key: string = randomUUID()): void {
    // Half of a surrogate pair, as a cut text may end with, is no character: the gateway refuses it.
    const body = JSON.stringify(fields, (_, value: unknown) =>
      typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "?") : value,
    );
    const size = Buffer.byteLength(body);
    const refused = this.refused(size);
    if (refused) {
      this.lostRecords++;
      this.failures.failed(refused);
      return;
    }
    this.records++;
    this.bytes += size;
    this.waiting.push({ body, size, key });
    if (this.running < AT_ONCE) void this.run();
  }

  /** Sends what waits, at most for this time. What is left is lost, and counted. */
  async close(milliseconds: number): Promise<void> {
    this.closing = true;
    this.hurried.abort();
    if (this.records > 0) {
      await within(milliseconds, new Promise<void>((resolve) => this.drained.push(resolve)));
    }
    const left = this.records;
    this.records = 0;
    this.waiting.length = 0;
    this.lostRecords += left;
    this.stopped.abort();
    this.drain();
    if (left > 0) this.failures.failed(`the client was closed while ${left} records waited`);
  }

  /** Ends each `close` that waits. */
  private drain(): void {
    for (const done of this.drained.splice(0)) done();
  }

  private refused(size: number): string | undefined {
    if (this.closing) return "the client is closed";
    if (this.records >= MAX_RECORDS || this.bytes + size > MAX_BYTES)
      return `more than ${MAX_RECORDS} records of a kind or 16 MiB wait for the gateway`;
    return undefined;
  }

  private async run(): Promise<void> {
    this.running++;
    for (let record = this.waiting.shift(); record; record = this.waiting.shift()) {
      const delivered = await this.deliver(record);
      if (this.stopped.signal.aborted) break; // close() has counted it.
      this.records--;
      this.bytes -= record.size;
      if (!delivered) this.lostRecords++;
      if (this.records === 0) this.drain();
    }
    this.running--;
  }

  private async deliver(record: WaitingRecord): Promise<boolean> {
    const signal = this.stopped.signal;
    const route = `/api/v1/${this.kind}`;
    const headers = { "Content-Type": "application/json", "Idempotency-Key": record.key };
    for (let wait = FIRST_PAUSE; !signal.aborted; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      let next = spread(wait);
      try {
        const reply = await this.http.request("POST", route, headers, signal, record.body);
        if (reply.status >= 200 && reply.status < 300) {
          this.failures.worked();
          return true;
        }
        this.failures.failed(problem(reply));
        if (!TEMPORARY.has(reply.status)) return false;
        next = retryAfter(reply, next);
      } catch (cause) {
        if (!signal.aborted) this.failures.failed(cause);
      }
      await this.pause(next);
    }
    return false;
  }

  /** Closing ends a pause, and shortens the next ones: what waits has little time left. */
  private pause(milliseconds: number): Promise<void> {
    const hurried = this.hurried.signal;
    return hurried.aborted
      ? pause(Math.min(milliseconds, FIRST_PAUSE), this.stopped.signal)
      : pause(milliseconds, hurried);
  }
}

/** Returns the pause that the gateway wants, and a bit more: `Retry-After: 0` is no pause. */
export function retryAfter(reply: Reply, otherwise: number): number {
  const value = reply.headers.get("retry-after") ?? "";
  if (!/^\d+$/.test(value)) return otherwise;
  return Math.min(1000 * Number(value), LONGEST_PAUSE) + spread(FIRST_PAUSE);
}
