import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { FailureLog, type FailureListener } from "./failures.js";
import { ServingTable } from "./table.js";

/** The files of the last tables. A failure is reported, and the client works on without them. */
export class TableFiles {
  private readonly failures: FailureLog;

  constructor(
    private readonly folder: string,
    listener: FailureListener,
  ) {
    this.failures = new FailureLog(`use the folder ${folder}`, listener);
  }

  /** Returns the table of a project; undefined if there is none, or if it cannot be read. */
  async read(project: string): Promise<string | undefined> {
    try {
      return await readFile(this.file(project), "utf8");
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT") this.failures.failed(cause);
      return undefined;
    }
  }

  /**
   * Replaces the whole file or nothing, so that several processes can share it. A file with a
   * newer table stays: the process that wrote it is ahead of this one. Returns whether the file
   * has the table, or a newer one.
   */
  async write(project: string, table: string): Promise<boolean> {
    const file = this.file(project);
    const whole = `${file}.${randomUUID()}.new`;
    try {
      if (await isAhead(file, ServingTable.read(table))) return true;
      await mkdir(this.folder, { recursive: true });
      const out = await open(whole, "wx", 0o600);
      try {
        await out.writeFile(table);
        await out.sync();
      } finally {
        await out.close();
      }
      await rename(whole, file);
      this.failures.worked();
      return true;
    } catch (cause) {
      this.failures.failed(cause);
      await rm(whole, { force: true }).catch(() => {});
      return false;
    }
  }

  private file(project: string): string {
    return join(this.folder, `${encodeURIComponent(project)}.json`);
  }
}

async function isAhead(file: string, table: ServingTable): Promise<boolean> {
  try {
    const kept = ServingTable.read(await readFile(file, "utf8"));
    return kept.project === table.project && kept.serial > table.serial;
  } catch {
    return false; // No file, or a damaged one, which is replaced.
  }
}
