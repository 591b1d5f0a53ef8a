package metatextgrad.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway listens, its file, and the secret of the console at its sign-in provider.
 *
 * @param port 0 for any free one
 * @param file with keys and rules of projects; null if there is none
 * @param clientSecret null if it is not set, or if a file has it
 * @param clientSecretFile null if no file has it
 */
public record GatewaySettings(
        int port,
        @Nullable Path file,
        @Nullable String clientSecret,
        @Nullable Path clientSecretFile) {
    /** A gateway whose console people enter by key alone. */
    public GatewaySettings(int port, @Nullable Path file) {
        this(port, file, null, null);
    }

    @Override
    public String toString() {
        return "port " + port;
    }
}
