package metatextgrad.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * The child JVM. It needs no shutdown hook: {@link RegistryChild} ends when this process ends.
 * Until then services that shut down can use the registry.
 */
final class RegistryProcess {
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final ChildProcessFile record;

    private RegistryProcess(Process process, ChildProcessFile record) {
        this.process = process;
        this.record = record;
    }

    static RegistryProcess start(ProcessBuilder command, ChildProcessFile record)
            throws IOException {
        Process process = command.start();
        record.write(process.toHandle());
        return new RegistryProcess(process, record);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns once it has ended for any reason. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
            record.clear();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
