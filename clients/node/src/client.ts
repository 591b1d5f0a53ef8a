import { randomUUID } from "node:crypto";

import { FailureLog, warn, type FailureListener } from "./failures.js";
import { TableFiles } from "./files.js";
import { GatewayHttp } from "./http.js";
import type { Prompt } from "./prompt.js";
import { Sender } from "./sender.js";
import { Tables } from "./tables.js";

export interface ClientSettings {
  /** The gateway, without a path. */
  readonly url: string;
  /** A gateway key with the scopes `read` and `feed`. */
  readonly key: string;
  /** Keeps the last table of each project: a restart without a gateway continues with it. */
  readonly folder?: string;
  /** How long the first `prompt` of a project waits, in milliseconds: 2000 by default. */
  readonly wait?: number;
  /**
   * Receives the first failure of an outage, and one a minute at most. By default it is a warning
   * of the process.
   */
  readonly onFailure?: FailureListener;
}

export interface Choice {
  /** The text that answers if there never was a table. */
  readonly fallback: string;
  /**
   * The user, who keeps a version while the table is unchanged. Without one, or with a blank one,
   * the task decides.
   */
  readonly group?: string;
  /** An id of yours; without one the client makes one. */
  readonly task?: string;
  /** Names the version instead; an unknown label gets the champion. */
  readonly label?: string;
}

export interface Report {
  readonly input: string;
  readonly output: string;
  /** The right answer if you know it. */
  readonly target?: string;
}

/** A `score` or `good` or a `target` is needed. */
export interface Feedback {
  /** 0 to 1. */
  readonly score?: number;
  readonly good?: boolean;
  /** The right answer. */
  readonly target?: string;
  readonly comment?: string;
  /** Requests with the same key count once, also those of another process. */
  readonly idempotencyKey?: string;
}

/**
 * The client of an application: it has the prompts of projects, and reports what the application
 * did with them.
 *
 * An outage of the gateway reaches no request. `prompt` reads memory, and waits only for the first
 * table of a project. `report` and `feedback` return at once. Records that the gateway does not
 * accept yet wait: 10,000 or 16 MiB of each kind. Further ones are lost, and `lost` counts them.
 *
 * One instance is enough for a process.
 */
export class PromptClient {
  private readonly tables: Tables;
  /** A kind that the gateway cannot write yet must not delay the others. */
  private readonly senders: { readonly [kind in "tasks" | "answers" | "feedback"]: Sender };
  private readonly wait: number;

  /** Connects to nothing yet. Throws a TypeError if the url or the key is not valid. */
  constructor(settings: ClientSettings) {
    const listener = settings.onFailure ?? warn;
    const http = new GatewayHttp(settings.url, settings.key);
    const folder = settings.folder ?? undefined;
    const files = folder === undefined ? undefined : new TableFiles(folder, listener);
    this.tables = new Tables(http, files, listener);
    const failures = new FailureLog("send to the gateway", listener);
    this.senders = {
      tasks: new Sender(http, "tasks", failures),
      answers: new Sender(http, "answers", failures),
      feedback: new Sender(http, "feedback", failures),
    };
    this.wait = settings.wait ?? 2000;
  }

  /** Chooses the prompt of a task. */
  async prompt(project: string, choice: Choice): Promise<Prompt> {
    const table = await this.tables.table(project, this.wait);
    const label = choice.label ?? null;
    const task = choice.task ?? randomUUID();
    // One user without a name would stand for all of them.
    const group = choice.group?.trim() ? choice.group : null;
    const unit = { project, task, group, label };
    if (!table) {
      const none = { program: null, version: null, serial: null, role: null, probability: null };
      return { ...unit, text: choice.fallback, ...none };
    }
    const chosen = label === null ? table.choose(group ?? task) : table.labelled(label);
    return {
      ...unit,
      text: chosen.text,
      program: chosen.program,
      version: chosen.version,
      serial: table.serial,
      role: chosen.role,
      probability: label === null ? chosen.share : null,
    };
  }

  /**
   * Reports a task and its answer. Returns at once. What a label or a fallback answered becomes a
   * task only, because no chance drew its version.
   */
  report(prompt: Prompt, given: Report): void {
    const { project, task, version, serial, probability } = prompt;
    const { input, output, target } = given;
    // JSON leaves out what is undefined.
    const group = prompt.group ?? undefined;
    this.senders.tasks.send({ project, id: task, input, group, target });
    if (probability === null) return;
    const served = new Date().toISOString();
    const answer = { project, task, group, version, serial, probability, output, served };
    this.senders.answers.send(answer);
  }

  /**
   * Reports how good the answer to a task was. Returns at once. Throws a RangeError if an argument
   * is not valid.
   */
  feedback(project: string, task: string, given: Feedback): void {
    // Applications in JavaScript may pass null for what they do not give.
    const score = given.score ?? undefined;
    const good = given.good ?? undefined;
    const target = given.target ?? undefined;
    const comment = given.comment ?? undefined;
    const idempotencyKey = given.idempotencyKey ?? undefined;
    if (score === undefined && good === undefined && target === undefined)
      throw new RangeError("feedback needs a score, good or a target");
    if (good !== undefined && typeof good !== "boolean")
      throw new RangeError(`good must be true or false, not ${String(good)}`);
    if (score !== undefined && good !== undefined)
      throw new RangeError("feedback has both a score and good");
    if (score !== undefined && !(score >= 0 && score <= 1))
      throw new RangeError(`score must be in [0, 1], not ${score}`);
    if (idempotencyKey !== undefined && !/^(?! +$)[ -~]{1,200}$/.test(idempotencyKey))
      throw new RangeError("idempotencyKey must have 1 to 200 printable ASCII characters");
    const flag = good === undefined ? undefined : good ? "good" : "bad";
    const fields = { project, task, score, flag, comment, target };
    this.senders.feedback.send(fields, idempotencyKey);
  }

  /** How many records of this client were lost since its start. */
  get lost(): number {
    return Object.values(this.senders).reduce((sum, sender) => sum + sender.lost, 0);
  }

  /**
   * Sends what waits, at most for this time, in milliseconds. `prompt` works on with the last
   * table.
   */
  async close(timeout: number = 5000): Promise<void> {
    this.tables.close();
    await Promise.all(Object.values(this.senders).map((sender) => sender.close(timeout)));
  }
}
