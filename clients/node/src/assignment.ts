import { createHash } from "node:crypto";

/**
 * The number in [0, 1) that decides which version answers, as docs/connect.md defines it. Below the
 * share of the second version, that one answers.
 */
export function place(project: string, serial: number, unit: string): number {
  const digest = createHash("sha256");
  for (const part of ["assignment", project, String(serial), unit]) {
    // Half of a surrogate pair is no character: it counts as `?`, as in every other client.
    const bytes = Buffer.from(part.replace(/\p{Surrogate}/gu, "?"), "utf8");
    digest.update(`${bytes.length}:`).update(bytes);
  }
  return Number(digest.digest().readBigUInt64BE() >> 11n) / 2 ** 53;
}
