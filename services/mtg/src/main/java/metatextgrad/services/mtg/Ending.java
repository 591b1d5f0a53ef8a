package metatextgrad.services.mtg;

/** Whether this process was told to end: what stops from then on has not failed. */
final class Ending {
    private Ending() {}

    /** True from the signal on, before any hook has closed anything. */
    static boolean begun() {
        try {
            // Hooks cannot be changed any more once the first of them may run.
            Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
