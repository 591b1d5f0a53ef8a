package metatextgrad.embedded.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.embedded.EmbeddedRegistry;

/**
 * One registry for the systems that tests start in this JVM, as a company has one for its clusters:
 * each would cost five seconds of processor time. It ends with the JVM.
 */
public final class SharedRegistry {
    private SharedRegistry() {}

    /** The base address for serdes; the first call starts it and blocks until it answers. */
    public static String url() {
        return Holder.REGISTRY.url();
    }

    private static final class Holder {
        static final EmbeddedRegistry REGISTRY = EmbeddedRegistry.start(folder(), 0);

        private static Path folder() {
            try {
                return Files.createTempDirectory(Path.of("target"), "registry-of-tests");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
