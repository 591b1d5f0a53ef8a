package metatextgrad.services.gateway.upstream;

import java.net.URI;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;

/**
 * A model server that the gateway calls.
 *
 * @param baseUrl with the version, without a slash at the end
 * @param key sent for gateway keys; {@code toString} hides it
 * @param client for the inner calls of programs
 * @param isDefault whether clients may send it keys of their own
 */
public record UpstreamServer(String baseUrl, ApiKey key, OpenAiModel client, boolean isDefault) {
    /**
     * Returns the address of a request.
     *
     * @param rest path and query behind the version, as the client sent them
     * @throws IllegalArgumentException if the client sent characters that no address may have
     */
    public URI resolve(String rest) {
        return URI.create(URI.create(baseUrl + rest).toASCIIString());
    }
}
