package metatextgrad.bench;

import java.util.Arrays;
import metatextgrad.cli.Main;

/** The main class of {@link WorkerProcess}: runs the command, and ends when its parent ends. */
public final class WorkerProcessMain {
    private static final int KILLED = 137;

    private WorkerProcessMain() {}

    /**
     * @param args the parent's process number, then the command's own
     */
    public static void main(String[] args) {
        long parent = Long.parseLong(args[0]);
        Thread.ofPlatform().daemon().name("parent").start(() -> endWith(parent));
        Main.main(Arrays.copyOfRange(args, 1, args.length));
    }

    private static void endWith(long parent) {
        ProcessHandle.of(parent).ifPresent(process -> process.onExit().join());
        Runtime.getRuntime().halt(KILLED);
    }
}
