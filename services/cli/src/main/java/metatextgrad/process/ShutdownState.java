package metatextgrad.process;

/** Whether this process is shutting down. Services that stop after that have not failed. */
public final class ShutdownState {
    private ShutdownState() {}

    /** Returns true from the signal on, before any shutdown hook runs. */
    public static boolean begun() {
        return !removed(Thread.currentThread());
    }

    /** Removes a shutdown hook; returns false if shutdown has begun, so that it runs. */
    public static boolean removed(Thread hook) {
        try {
            // The JVM refuses to change hooks once shutdown has begun.
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
