package metatextgrad.services.gateway.upstream;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import org.jspecify.annotations.Nullable;

/** The model servers that the operator allows. Thread-safe. */
public final class Upstreams implements AutoCloseable {
    private static final Pattern SLASHES = Pattern.compile("/+$");

    /** Of the inner calls of programs; all other calls have a client of their own. */
    private static final int IDLE_CONNECTIONS = 64;

    private final UpstreamServer standard;
    private final Map<ModelServer, UpstreamServer> others = new HashMap<>();

    /**
     * @param others further servers that projects may name, with their keys
     */
    public Upstreams(URI baseUrl, ApiKey key, Map<ModelServer, ApiKey> others) {
        standard = server(baseUrl, key, true);
        others.forEach(
                (server, its) ->
                        this.others.put(server, server(URI.create(server.baseUrl()), its, false)));
    }

    /** Returns the server of everything that no project serves. */
    public UpstreamServer standard() {
        return standard;
    }

    /** Whether a project may have a server of its own. */
    public boolean hasOthers() {
        return !others.isEmpty();
    }

    /**
     * Returns the server of a model; empty if the operator does not list it.
     *
     * @param model null for one that is not known
     */
    public Optional<UpstreamServer> of(@Nullable ModelSpec model) {
        ModelServer server = model == null ? null : model.server();
        return server == null ? Optional.of(standard) : Optional.ofNullable(others.get(server));
    }

    @Override
    public void close() {
        standard.client().close();
        others.values().forEach(one -> one.client().close());
    }

    private static UpstreamServer server(URI baseUrl, ApiKey key, boolean isDefault) {
        return new UpstreamServer(
                SLASHES.matcher(baseUrl.toString()).replaceFirst(""),
                key,
                new OpenAiModel(baseUrl, key, IDLE_CONNECTIONS, InstantSource.system()),
                isDefault);
    }
}
