export const LONGEST_PAUSE = 30_000;

/** A longer timer would end at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Waits, without a hold on the process. Ends at once when the signal is given. */
export function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      stopped.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds).unref();
    stopped.addEventListener("abort", end);
  });
}

/** Waits for a promise at most for this time. The process stays alive meanwhile. */
export async function within(milliseconds: number, awaited: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, LONGEST_TIMER));
  });
  await Promise.race([awaited, late]);
  clearTimeout(timer);
}

/** Half of the pause or more, so that not all processes come back at once. */
export function spread(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random() / 2);
}
