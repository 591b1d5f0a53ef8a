package metatextgrad.cli.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.Http;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ControlCharacters;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** Checks a model server by its list of models, without a billed call. The list is optional. */
public final class ModelProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final String NOT_CONFIGURED =
            "no model server is configured (OPENAI_BASE_URL is not set)";

    private ModelProbe() {}

    /**
     * Returns if address and key work, the server has the models of the project, and the settings
     * allow the servers that the project names.
     *
     * @throws EnvironmentProblem with exit code 78, since a later call would fail as well
     */
    public static void check(ModelEndpoint endpoint, Project project) {
        Collection<ModelSpec> models = project.loop().models().values();
        for (ModelSpec model : models) {
            ModelServer server = model.server();
            if (server != null && !endpoint.allows(server))
                throw Exit.CONFIGURATION.problem("%s", ModelRouter.notAllowed(server));
        }
        List<String> here =
                models.stream()
                        .filter(model -> model.server() == null)
                        .map(ModelSpec::name)
                        .toList();
        Set<String> listed = here.isEmpty() ? Set.of() : listed(endpoint);
        if (listed.isEmpty()) return;
        for (String name : here) {
            if (!listed.contains(name))
                throw Exit.CONFIGURATION.problem(
                        "%s has no model `%s`%s",
                        endpoint.baseUrl(), name, Suggestions.orDidYouMean(name, listed));
        }
    }

    /** Returns why address or key do not work; empty if they do. */
    public static Optional<String> problem(ModelEndpoint endpoint) {
        try {
            listed(endpoint);
            return Optional.empty();
        } catch (EnvironmentProblem e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Set<String> listed(ModelEndpoint endpoint) {
        if (!CliSettings.isConfigured(endpoint))
            throw Exit.CONFIGURATION.problem(
                    "%s: set it, such as http://localhost:8000/v1, and OPENAI_API_KEY if the server needs a key",
                    NOT_CONFIGURED);
        Http.Reply response = models(endpoint);
        int status = response.status();
        return switch (status) {
            case 200 -> names(endpoint, response.body());
            case 401, 403 ->
                    throw Exit.CONFIGURATION.problem(
                            "%s rejects the key (status %s): set OPENAI_API_KEY or OPENAI_API_KEY_FILE",
                            endpoint.baseUrl(), status);
            case 404 -> {
                if (!path(endpoint).endsWith("/v1"))
                    throw wrong(endpoint, "does not exist (status 404)");
                yield Set.of();
            }
            // The server is too busy, or has no list: the first call will show.
            case 405, 408, 409, 425, 429 -> Set.of();
            default -> {
                if (status >= 500) yield Set.of();
                String to = response.header("location").map(" to "::concat).orElse("");
                throw wrong(endpoint, ControlCharacters.line("answers with status " + status + to));
            }
        };
    }

    private static Http.Reply models(ModelEndpoint endpoint) {
        String key = CliSettings.key(endpoint).current();
        try {
            return Http.get(list(endpoint), Map.of("Authorization", "Bearer " + key), TIMEOUT);
        } catch (IllegalArgumentException e) {
            // Its own message would show the key.
            throw Exit.CONFIGURATION.problem(
                    "the key has an invalid character, such as a line break: correct OPENAI_API_KEY or OPENAI_API_KEY_FILE");
        } catch (IOException e) {
            throw Exit.CONFIGURATION.problem(
                    e,
                    "no model server answers at %s: start it, or set OPENAI_BASE_URL",
                    endpoint.baseUrl());
        }
    }

    private static URI list(ModelEndpoint endpoint) {
        return endpoint.baseUrl().resolve(path(endpoint) + "/models");
    }

    /** Returns the path of the base address, without a slash at its end. */
    private static String path(ModelEndpoint endpoint) {
        return endpoint.baseUrl().getRawPath().replaceFirst("/+$", "");
    }

    private static EnvironmentProblem wrong(ModelEndpoint endpoint, String what) {
        return Exit.CONFIGURATION.problem(
                "%s %s: check OPENAI_BASE_URL; most addresses end in /v1", list(endpoint), what);
    }

    /** Returns the list of OpenAI's object, or the bare list that other servers send. */
    private static Set<String> names(ModelEndpoint endpoint, String body) {
        JsonNode root = ViewJson.parse(body);
        JsonNode list = root.isArray() ? root : root.path("data");
        if (!list.isArray()) throw wrong(endpoint, "does not answer with a list of models");
        Set<String> names = new TreeSet<>();
        for (JsonNode model : list) names.add(model.path("id").asText());
        return names;
    }
}
