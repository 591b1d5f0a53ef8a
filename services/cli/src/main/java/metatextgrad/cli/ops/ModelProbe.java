package metatextgrad.cli.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.jspecify.annotations.Nullable;

/** Checks a model server by its list of models, without a billed call. The list is optional. */
public final class ModelProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A list of hundreds of models would hide the problem. */
    private static final int SHOWN = 10;

    private static final int UNKNOWN = 0;

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
     * Checks that address and key work, that the servers have the models of the project, and that
     * the settings allow the servers that the project names.
     *
     * @return the tokens that models take, by name, as far as a server lists them
     * @throws EnvironmentProblem with exit code 78, since a later call would fail as well
     */
    public static Map<String, Integer> check(ModelEndpoint endpoint, Project project) {
        Collection<ModelSpec> models = project.loop().models().values();
        for (ModelSpec model : models) {
            ModelServer server = model.server();
            if (server != null && !endpoint.allows(server))
                throw Exit.CONFIGURATION.problem("%s", ModelRouter.notAllowed(server));
        }
        Map<String, Integer> contexts = new TreeMap<>();
        List<String> here = names(models, null);
        if (!here.isEmpty())
            contexts.putAll(requireAll(endpoint.baseUrl(), here, listed(endpoint)));
        for (AllowedServer other : endpoint.servers()) {
            List<String> there = names(models, other.server());
            if (!there.isEmpty() && !other.lacksKey())
                contexts.putAll(requireAll(other.baseUrl(), there, ifAnswers(other)));
        }
        return contexts;
    }

    private static List<String> names(Collection<ModelSpec> models, @Nullable ModelServer server) {
        return models.stream()
                .filter(model -> Objects.equals(model.server(), server))
                .map(ModelSpec::name)
                .distinct()
                .toList();
    }

    /** Returns the sizes of the listed models. An empty list proves nothing. */
    private static Map<String, Integer> requireAll(
            URI server, List<String> names, Map<String, Integer> listed) {
        Map<String, Integer> known = new TreeMap<>();
        for (String name : names) {
            Integer context = listed.get(name);
            if (context == null && !listed.isEmpty()) throw missing(server, name, listed.keySet());
            if (context != null && context > UNKNOWN) known.put(name, context);
        }
        return known;
    }

    private static EnvironmentProblem missing(URI server, String name, Set<String> listed) {
        String has =
                listed.size() <= SHOWN
                        ? "it has " + String.join(", ", listed)
                        : "it has %d models, among them %s"
                                .formatted(
                                        listed.size(),
                                        String.join(", ", listed.stream().limit(SHOWN).toList()));
        return Exit.CONFIGURATION.problem(
                "%s has no model `%s`: %s%s",
                server, name, ControlCharacters.line(has), Suggestions.orDidYouMean(name, listed));
    }

    /** Another server may be reachable from workers alone. */
    private static Map<String, Integer> ifAnswers(AllowedServer server) {
        try {
            return listed(Probed.of(server));
        } catch (EnvironmentProblem e) {
            return Map.of();
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

    /** Returns the listed models with the tokens that each takes, or {@link #UNKNOWN}. */
    private static Map<String, Integer> listed(ModelEndpoint endpoint) {
        if (!CliSettings.isConfigured(endpoint))
            throw Exit.CONFIGURATION.problem(
                    "%s: set it, such as http://localhost:8000/v1, and OPENAI_API_KEY if the server needs a key",
                    NOT_CONFIGURED);
        return listed(Probed.of(endpoint));
    }

    private static Map<String, Integer> listed(Probed server) {
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
                yield Map.of();
            }
            // The server is too busy, or has no list: the first call will show.
            case 405, 408, 409, 425, 429 -> Map.of();
            default -> {
                if (status >= 500) yield Map.of();
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
    private static Map<String, Integer> names(Probed server, String body) {
        JsonNode root = ViewJson.parse(body);
        JsonNode list = root.isArray() ? root : root.path("data");
        if (!list.isArray()) throw wrong(server, "does not answer with a list of models");
        Map<String, Integer> names = new TreeMap<>();
        for (JsonNode model : list) names.put(model.path("id").asText(), context(model));
        return names;
    }

    /** The protocol has no field for the size, so servers name it in different ways. */
    private static int context(JsonNode model) {
        return Stream.of(
                        model.path("max_model_len"),
                        model.path("context_length"),
                        model.path("context_window"),
                        model.path("max_context_length"),
                        model.path("meta").path("n_ctx_train"))
                .filter(field -> field.isInt() && field.intValue() > 0)
                .map(JsonNode::intValue)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
