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
import metatextgrad.config.AllowedServer;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ControlCharacters;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.ApiKey;
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
     * A server to check.
     *
     * @param addressSetting the setting with its address
     * @param keySetting the settings with its key
     */
    private record Probed(URI baseUrl, ApiKey key, String addressSetting, String keySetting) {
        static Probed of(ModelEndpoint endpoint) {
            return new Probed(
                    endpoint.baseUrl(),
                    CliSettings.key(endpoint),
                    "OPENAI_BASE_URL",
                    "OPENAI_API_KEY or OPENAI_API_KEY_FILE");
        }

        static Probed of(AllowedServer allowed) {
            String variable = allowed.server().keyVariable();
            return new Probed(
                    allowed.baseUrl(),
                    CliSettings.key(allowed),
                    "MTG_MODEL_SERVERS",
                    variable == null ? "the variable of its key in MTG_MODEL_SERVERS" : variable);
        }
    }

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

    /** Returns why address or key of a further server do not work; empty if they do. */
    public static Optional<String> problem(AllowedServer server) {
        try {
            listed(Probed.of(server));
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
        return listed(Probed.of(endpoint));
    }

    private static Set<String> listed(Probed server) {
        Http.Reply response = models(server);
        int status = response.status();
        return switch (status) {
            case 200 -> names(server, response.body());
            case 401, 403 ->
                    throw Exit.CONFIGURATION.problem(
                            "%s rejects the key (status %s): set %s",
                            server.baseUrl(), status, server.keySetting());
            case 404 -> {
                if (!path(server).endsWith("/v1"))
                    throw wrong(server, "does not exist (status 404)");
                yield Set.of();
            }
            // The server is too busy, or has no list: the first call will show.
            case 405, 408, 409, 425, 429 -> Set.of();
            default -> {
                if (status >= 500) yield Set.of();
                String to = response.header("location").map(" to "::concat).orElse("");
                throw wrong(server, ControlCharacters.line("answers with status " + status + to));
            }
        };
    }

    private static Http.Reply models(Probed server) {
        String key = server.key().current();
        try {
            return Http.get(list(server), Map.of("Authorization", "Bearer " + key), TIMEOUT);
        } catch (IllegalArgumentException e) {
            // Its own message would show the key.
            throw Exit.CONFIGURATION.problem(
                    "the key has an invalid character, such as a line break: correct %s",
                    server.keySetting());
        } catch (IOException e) {
            throw Exit.CONFIGURATION.problem(
                    e,
                    "no model server answers at %s: start it, or set %s",
                    server.baseUrl(),
                    server.addressSetting());
        }
    }

    private static URI list(Probed server) {
        return server.baseUrl().resolve(path(server) + "/models");
    }

    /** Returns the path of the base address, without a slash at its end. */
    private static String path(Probed server) {
        return server.baseUrl().getRawPath().replaceFirst("/+$", "");
    }

    private static EnvironmentProblem wrong(Probed server, String what) {
        return Exit.CONFIGURATION.problem(
                "%s %s: check %s; most addresses end in /v1",
                list(server), what, server.addressSetting());
    }

    /** Returns the list of OpenAI's object, or the bare list that other servers send. */
    private static Set<String> names(Probed server, String body) {
        JsonNode root = ViewJson.parse(body);
        JsonNode list = root.isArray() ? root : root.path("data");
        if (!list.isArray()) throw wrong(server, "does not answer with a list of models");
        Set<String> names = new TreeSet<>();
        for (JsonNode model : list) names.add(model.path("id").asText());
        return names;
    }
}
