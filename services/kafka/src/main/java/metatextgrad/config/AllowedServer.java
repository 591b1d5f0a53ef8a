package metatextgrad.config;

import java.net.URI;
import metatextgrad.model.project.ModelServer;
import org.jspecify.annotations.Nullable;

/**
 * A model server that projects may name (ADR 41). The key never appears in any output.
 *
 * @param server its address, and the variable that holds its key
 * @param key null if the server needs none, or its variable is not set: only workers have keys
 */
public record AllowedServer(ModelServer server, @Nullable String key) {
    public URI baseUrl() {
        return URI.create(server.baseUrl());
    }

    /** Returns whether a variable is named, and not set in this process. */
    public boolean lacksKey() {
        return server.keyVariable() != null && key == null;
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
