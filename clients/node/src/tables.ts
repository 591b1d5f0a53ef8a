import { setMaxListeners } from "node:events";

import { FailureLog, type FailureListener } from "./failures.js";
import type { TableFiles } from "./files.js";
import { problem, type GatewayHttp } from "./http.js";
import { LONGEST_PAUSE, pause, spread, within } from "./pause.js";
import { ServingTable } from "./table.js";

/** Of a stored table, in milliseconds: a disk of a network can hang. */
const LONGEST_READ = 1_000;

const DEFAULT_AGE = 5;
// A proxy may state more than the gateway does, and a rollback has to arrive.
const LONGEST_AGE = 60;

/** The last table of each project, read again in the background. */
export class Tables {
  private readonly projects = new Map<string, ProjectTable>();
  private readonly closing = new AbortController();

  constructor(
    private readonly http: GatewayHttp,
    private readonly files: TableFiles | undefined,
    private readonly listener: FailureListener,
  ) {
    // Each project waits for it: Node would warn of a leak from the eleventh on.
    setMaxListeners(0, this.closing.signal);
  }

  /** Returns the last table. Waits only for the first request of a project. */
  async table(project: string, wait: number): Promise<ServingTable | undefined> {
    let known = this.projects.get(project);
    if (!known) {
      known = new ProjectTable(project, this.http, this.files, this.listener);
      this.projects.set(project, known);
      known.start(this.closing.signal);
    }
    if (!known.tried) {
      await within(Math.max(wait, LONGEST_READ), known.loaded);
      await within(wait, known.first);
      known.end(); // The next requests would wait as long.
    }
    return known.table;
  }

  close(): void {
    this.closing.abort();
  }
}

class ProjectTable {
  table: ServingTable | undefined;
  tried = false;
  readonly first: Promise<void>;
  /** Ends once the stored table was read, if there is one. */
  loaded: Promise<void> = Promise.resolve();
  private readonly failures: FailureLog;
  private settle: () => void = () => {};
  private unsaved: string | undefined;
  private tag: string | null = null;

  constructor(
    private readonly project: string,
    private readonly http: GatewayHttp,
    private readonly files: TableFiles | undefined,
    listener: FailureListener,
  ) {
    this.failures = new FailureLog(`read the prompts of ${project}`, listener);
    this.first = new Promise((resolve) => (this.settle = resolve));
  }

  start(closing: AbortSignal): void {
    this.loaded = this.restore();
    void this.loaded.then(() => this.follow(closing));
  }

  private async restore(): Promise<void> {
    const stored = await this.files?.read(this.project);
    if (stored !== undefined) this.load(stored);
  }

  private async follow(closing: AbortSignal): Promise<void> {
    for (let wait = 1000; !closing.aborted; ) {
      let next: number;
      try {
        next = await this.fetch(closing);
        this.failures.worked();
        wait = 1000;
      } catch (cause) {
        if (!closing.aborted) this.failures.failed(cause);
        next = spread(wait);
        wait = Math.min(wait * 2, LONGEST_PAUSE);
      }
      this.end();
      await pause(next, closing);
    }
    this.end();
  }

  /** Lets no further request wait. */
  end(): void {
    this.tried = true;
    this.settle();
  }

  private load(stored: string): void {
    try {
      this.accept(stored);
    } catch (cause) {
      this.failures.failed(cause);
    }
  }

  /** Reads the table if it has changed, and returns for how many milliseconds it is fresh. */
  private async fetch(closing: AbortSignal): Promise<number> {
    const headers: Record<string, string> = this.tag ? { "If-None-Match": this.tag } : {};
    const path = `/api/v1/prompts/${encodeURIComponent(this.project)}`;
    const reply = await this.http.request("GET", path, headers, closing);
    if (reply.status === 200) {
      if (this.accept(reply.body)) {
        this.tag = reply.headers.get("etag");
        this.unsaved = reply.body;
      }
    } else if (reply.status !== 304) {
      throw new Error(problem(reply));
    }
    await this.save();
    return 1000 * freshness(reply.headers.get("cache-control"));
  }

  /** Writes the last table, unless the file has it. The next answer tries again if that fails. */
  private async save(): Promise<void> {
    const table = this.unsaved;
    if (table === undefined || !this.files) return;
    if (await this.files.write(this.project, table)) this.unsaved = undefined;
  }

  /** A table with a lower serial comes from a gateway that is behind, and changes nothing. */
  private accept(json: string): boolean {
    const read = ServingTable.read(json);
    if (read.project !== this.project)
      throw new Error(`the table is of project \`${read.project}\``);
    if (this.table && read.serial < this.table.serial) return false;
    this.table = read;
    return true;
  }
}

/** Returns for how many seconds an answer counts as new: one to sixty. */
export function freshness(cacheControl: string | null): number {
  const age = /\bmax-age=(\d+)\b/.exec(cacheControl ?? "")?.[1];
  return Math.min(Math.max(1, Number(age ?? DEFAULT_AGE)), LONGEST_AGE);
}
