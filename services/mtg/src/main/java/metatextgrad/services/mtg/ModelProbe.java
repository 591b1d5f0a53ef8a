package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Project;
import metatextgrad.streams.ModelEndpoint;
import org.jspecify.annotations.Nullable;

/** Checks a model server by its list of models, without a billed call. The list is optional. */
final class ModelProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ModelProbe() {}

    /**
     * Returns if address and key work, and the server has the models of the project.
     *
     * @throws EnvironmentProblem with exit code 78, since a later call would fail as well
     */
    static void check(ModelEndpoint endpoint, Project project) {
        Set<String> listed = listed(endpoint);
        if (listed.isEmpty()) return;
        for (ModelSpec model : project.loop().models().values()) {
            if (!listed.contains(model.name()))
                throw unknown(endpoint.baseUrl(), model.name(), listed);
        }
    }

    /** Why address or key do not work; empty if they do. */
    static Optional<String> problem(ModelEndpoint endpoint) {
        try {
            listed(endpoint);
            return Optional.empty();
        } catch (EnvironmentProblem e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Set<String> listed(ModelEndpoint endpoint) {
        HttpResponse<String> response = models(endpoint);
        return switch (response.statusCode()) {
            case 200 -> names(endpoint, response.body());
            case 401, 403 -> throw refused(endpoint, response.statusCode());
            case 404 -> {
                if (!path(endpoint).endsWith("/v1")) throw noModels(endpoint);
                yield Set.of();
            }
            // The server is too busy, or has no list: the first call will show.
            case 405, 408, 409, 425, 429 -> Set.of();
            default -> {
                if (response.statusCode() < 500) throw odd(endpoint, response);
                yield Set.of();
            }
        };
    }

    private static HttpResponse<String> models(ModelEndpoint endpoint) {
        HttpRequest.Builder request = HttpRequest.newBuilder(list(endpoint)).timeout(PATIENCE);
        @Nullable String key = Configured.keyText(endpoint);
        if (key != null) authorize(request, key);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw Exit.CONFIGURATION.problem(
                    e,
                    "no model server answers at %s: start it, or set OPENAI_BASE_URL",
                    endpoint.baseUrl());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    /** The JDK's own error message would show the key. */
    private static void authorize(HttpRequest.Builder request, String key) {
        try {
            request.header("Authorization", "Bearer " + key);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    "the key has an invalid character, such as a line break: correct OPENAI_API_KEY or OPENAI_API_KEY_FILE");
        }
    }

    private static URI list(ModelEndpoint endpoint) {
        return endpoint.baseUrl().resolve(path(endpoint) + "/models");
    }

    /** The path of the base address, without a slash at its end. */
    private static String path(ModelEndpoint endpoint) {
        return endpoint.baseUrl().getRawPath().replaceFirst("/+$", "");
    }

    private static EnvironmentProblem refused(ModelEndpoint endpoint, int status) {
        return Exit.CONFIGURATION.problem(
                "%s rejects the key (status %s): set OPENAI_API_KEY or OPENAI_API_KEY_FILE",
                endpoint.baseUrl(), status);
    }

    private static EnvironmentProblem noModels(ModelEndpoint endpoint) {
        return Exit.CONFIGURATION.problem(
                "%s does not exist (status 404): check OPENAI_BASE_URL; most addresses end in /v1",
                list(endpoint));
    }

    private static EnvironmentProblem odd(ModelEndpoint endpoint, HttpResponse<String> response) {
        String to = response.headers().firstValue("location").map(" to "::concat).orElse("");
        return Exit.CONFIGURATION.problem(
                "%s answers with status %d%s: check OPENAI_BASE_URL; most addresses end in /v1",
                list(endpoint), response.statusCode(), line(to));
    }

    private static EnvironmentProblem noList(ModelEndpoint endpoint) {
        return Exit.CONFIGURATION.problem(
                "%s does not answer with a list of models: check OPENAI_BASE_URL; most addresses end in /v1",
                list(endpoint));
    }

    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static EnvironmentProblem unknown(URI baseUrl, String name, Collection<String> listed) {
        return Exit.CONFIGURATION.problem(
                "%s has no model `%s`%s", baseUrl, name, Suggestions.orDidYouMean(name, listed));
    }

    /** The list of OpenAI's object, or the bare list that other servers send. */
    private static Set<String> names(ModelEndpoint endpoint, String body) {
        try {
            JsonNode root = new ObjectMapper().readTree(body);
            JsonNode list = root.isArray() ? root : root.path("data");
            if (!list.isArray()) throw noList(endpoint);
            Set<String> names = new TreeSet<>();
            for (JsonNode model : list) names.add(model.path("id").asText());
            return names;
        } catch (JsonProcessingException e) {
            throw noList(endpoint);
        }
    }
}
