import { place } from "./assignment.js";

type Fields = Readonly<Record<string, unknown>>;

/** One version. `role` and `share` are null for one that only a label names. */
export interface Served {
  readonly version: string;
  readonly role: string | null;
  readonly share: number | null;
  readonly text: string | null;
  readonly program: Fields | null;
}

/** The serving table of a project, as docs/connect.md defines it. */
export class ServingTable {
  private constructor(
    readonly project: string,
    readonly serial: number,
    private readonly champion: Served,
    private readonly second: Served | undefined,
    private readonly labels: ReadonlyMap<string, Served>,
  ) {}

  /** Reads a table. Unknown fields are ignored. Throws an Error with the reason. */
  static read(json: string): ServingTable {
    const fields = object("the table", parse(json));
    const serial = fields["serial"];
    if (!Number.isSafeInteger(serial)) throw new Error("the table has no whole number `serial`");
    const rows = fields["versions"];
    if (!Array.isArray(rows) || rows.length === 0) throw new Error("the table has no `versions`");
    const versions = rows.map((row) => shared(row));
    const rest = fields["labelled"] ?? [];
    if (!Array.isArray(rest)) throw new Error("`labelled` is not a list");
    const labelled = new Map(rest.map((row) => served(row)).map((one) => [one.version, one]));
    const labels = new Map<string, Served>();
    for (const [label, version] of Object.entries(object("`labels`", fields["labels"] ?? {}))) {
      const named = labelled.get(String(version));
      if (named) labels.set(label, named);
    }
    const project = text(fields, "project");
    return new ServingTable(project, serial as number, versions[0]!, versions[1], labels);
  }

  /** Returns the version of a unit. */
  choose(unit: string): Served {
    const second = this.second;
    if (second && place(this.project, this.serial, unit) < (second.share ?? 0)) return second;
    return this.champion;
  }

  /** Returns the version of a label, and the champion if there is no such label. */
  labelled(label: string): Served {
    return this.labels.get(label) ?? this.champion;
  }
}

function shared(row: unknown): Served {
  const version = served(row);
  const fields = object("a version", row);
  const share = fields["share"];
  if (typeof share !== "number" || !(share >= 0 && share <= 1))
    throw new Error("a version has no `share` from 0 to 1");
  return { ...version, role: text(fields, "role"), share };
}

function served(row: unknown): Served {
  const fields = object("a version", row);
  const program = fields["program"] ?? null;
  return {
    version: text(fields, "version"),
    role: null,
    share: null,
    text: (fields["text"] ?? null) === null ? null : text(fields, "text"),
    program: program === null ? null : object("`program`", program),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error("the table is not JSON");
  }
}

function object(what: string, value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error(`${what} is not a JSON object`);
  return value as Fields;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new Error(`the field \`${name}\` is not a text`);
  return value;
}
