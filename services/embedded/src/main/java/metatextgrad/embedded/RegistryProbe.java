package metatextgrad.embedded;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import metatextgrad.cli.cluster.Http;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** Waits until the child answers or ends. */
record RegistryProbe(RegistryProcess process, RegistryLog log) {
    private static final String BASE = "/apis/registry/v3";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    String await(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            while (System.nanoTime() < end) {
                // Checked before the log is read, so that the last lines of a dead child are read.
                boolean alive = process.isAlive();
                Optional<String> address = log.address();
                if (!alive) throw problem("terminated at once");
                if (address.isPresent() && answers(address.get() + BASE))
                    return address.get() + BASE;
                Thread.sleep(20);
            }
            throw problem("does not answer");
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private static boolean answers(String base) {
        try {
            return Http.get(URI.create(base + "/system/info"), TIMEOUT).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private EnvironmentProblem problem(String what) {
        return Exit.FAILURE.problem(
                "The schema registry %s. Its output is in %s.",
                what, log.file().toAbsolutePath().normalize());
    }
}
