package metatextgrad.services.mtg;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What the child JVM runs: the registry's own {@code main}, and a watch over our end. The pipe
 * behind standard input closes when the parent dies, even by {@code kill -9}, so no registry
 * outlives its all-in-one. Only the JDK and the registry are on the child's class path.
 */
final class RegistryChild {
    private static final String SERVER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final Duration GRACE = Duration.ofSeconds(3);

    private RegistryChild() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("parent-watch", () -> endWith(System.in));
        // By name: the server is on the class path of the child only, never on that of the build.
        Class.forName(SERVER).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void endWith(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // Nobody writes; the end of the stream is the message.
            }
        } catch (IOException e) {
            // A broken pipe says the same.
        }
        daemon("halt", RegistryChild::haltAfterGrace);
        System.exit(0);
    }

    /** A shutdown hook that hangs would make an orphan. */
    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            // At once, then.
        }
        Runtime.getRuntime().halt(Exit.FAILURE.code());
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
