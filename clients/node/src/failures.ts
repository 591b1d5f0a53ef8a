/** Receives the first failure of an outage, in one line. */
export type FailureListener = (message: string) => void;

/** The failures of one activity. The listener gets the first one after a success. */
export class FailureLog {
  private failing = false;

  constructor(
    private readonly activity: string,
    private readonly listener: FailureListener,
  ) {}

  failed(cause: unknown): void {
    if (this.failing) return;
    this.failing = true;
    const message = `cannot ${this.activity}: ${reason(cause)}`;
    try {
      this.listener(message);
    } catch (thrown) {
      warn(`the failure listener threw an error: ${reason(thrown)}`);
    }
  }

  worked(): void {
    this.failing = false;
  }
}

/** The listener of applications that name none. */
export function warn(message: string): void {
  process.emitWarning(message, "MetaTextGradWarning");
}

/** Returns the message of the first cause, in one line. */
function reason(thrown: unknown): string {
  let root = thrown;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const message = root instanceof Error ? root.message || root.name : String(root);
  return message.replace(/\s+/g, " ").trim();
}
