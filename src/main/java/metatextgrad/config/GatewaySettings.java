package metatextgrad.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway listens, and its file.
 *
 * @param port 0 for any free one
 * @param file with keys and rules of projects; null if there is none
 */
public record GatewaySettings(int port, @Nullable Path file) {}
