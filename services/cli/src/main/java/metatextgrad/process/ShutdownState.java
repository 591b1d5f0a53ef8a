package metatextgrad.process;

/** Whether this process is shutting down. Services that stop after that have not failed. */
public final class ShutdownState {
    private ShutdownState() {}

    /** Returns true from the signal on, before any shutdown hook runs. */
    public static boolean begun() {
        try {
            // The JVM refuses to change hooks once shutdown has begun.
            Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
