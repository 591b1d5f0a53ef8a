package metatextgrad.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import metatextgrad.process.Exit;

/**
 * The main class of the child JVM: runs the registry's own {@code main}, and ends when the parent
 * ends. Standard input is a pipe that closes even if the parent is killed by {@code kill -9}. Only
 * the JDK and the registry are on the child's class path.
 */
final class RegistryChild {
    private static final String SERVER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final Duration GRACE = Duration.ofSeconds(3);

    private RegistryChild() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("parent-watch", () -> endWith(System.in));
        // By name, since the server is on the child's class path only, not on that of the build.
        Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void endWith(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // The parent writes nothing; the end of the stream is the signal.
            }
        } catch (IOException e) {
            // A broken pipe means the same.
        }
        daemon("halt", RegistryChild::haltAfterGrace);
        System.exit(0);
    }

    /** A shutdown hook that hangs must not keep the process alive. */
    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            // Then halt at once.
        }
        Runtime.getRuntime().halt(Exit.FAILURE.code());
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
