package metatextgrad.bench.process;

/** Ends a process with the process that started it, also if that one is killed. */
public final class ParentWatch {
    private static final int KILLED = 137;

    private ParentWatch() {}

    /**
     * Returns at once.
     *
     * @param parent the number of the parent's process
     */
    public static void start(String parent) {
        long number = Long.parseLong(parent);
        Thread.ofPlatform().daemon().name("parent").start(() -> endWith(number));
    }

    private static void endWith(long parent) {
        ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
        Runtime.getRuntime().halt(KILLED);
    }
}
