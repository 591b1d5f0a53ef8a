/** Receives the first failure of an outage, in one line. */
export type FailureListener = (message: string) => void;

const QUIET = 60_000;

/**
 * The failures of one activity. The listener gets the first one after a success, and one a minute
 * at most: the gateway may refuse some records and accept others.
 */
export class FailureLog {
  private reported = false;
  private quietUntil = 0;

  constructor(
    private readonly activity: string,
    private readonly listener: FailureListener,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  failed(cause: unknown): void {
    if (this.reported || this.clock() < this.quietUntil) return;
    this.reported = true;
    this.quietUntil = this.clock() + QUIET;
    const message = `cannot ${this.activity}: ${reason(cause)}`;
    try {
      // TypeScript accepts an async function too, whose rejection nobody would handle.
      const done: unknown = this.listener(message);
      if (done instanceof Promise) done.catch(threw);
    } catch (thrown) {
      threw(thrown);
    }
  }

  worked(): void {
    this.reported = false;
  }
}

/** The listener of applications that name none. */
export function warn(message: string): void {
  process.emitWarning(message, "MetaTextGradWarning");
}

function threw(thrown: unknown): void {
  warn(`the failure listener threw an error: ${reason(thrown)}`);
}

/** Returns the message of the first cause, in one line. */
function reason(thrown: unknown): string {
  let root = thrown;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const message = root instanceof Error ? root.message || root.name : String(root);
  return message.replace(/\s+/g, " ").trim();
}
