/** The prompt of one task. */
export interface Prompt {
  readonly project: string;
  /** The id of the task, for feedback. */
  readonly task: string;
  readonly group: string | null;
  readonly label: string | null;
  /** Null if the program has several model calls. */
  readonly text: string | null;
  /** The program with all calls; null for the fallback. */
  readonly program: Readonly<Record<string, unknown>> | null;
  /** Null if `text` is the application's own fallback, because the client never had a table. */
  readonly version: string | null;
  readonly serial: number | null;
  /** `champion`, `challenger` or `former`; null for a fallback, and for a label of another version. */
  readonly role: string | null;
  /** The chance with which the version was drawn; null for a fallback and for a label. */
  readonly probability: number | null;
}
