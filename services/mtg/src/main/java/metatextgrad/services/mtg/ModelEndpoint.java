package metatextgrad.services.mtg;

import org.jspecify.annotations.Nullable;

/** Where models are asked. The key is never shown. */
record ModelEndpoint(String baseUrl, @Nullable String apiKey) {
    @Override
    public String toString() {
        return baseUrl;
    }
}
