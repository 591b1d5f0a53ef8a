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
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.json.Suggestions;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Project;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the models of a project can be asked, before anything is started and without a paid
 * call.
 */
final class ModelProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ModelProbe() {}

    /**
     * Returns if nothing speaks against it; a server without a list of models is not asked further.
     */
    static void check(URI baseUrl, @Nullable String key, Project project) {
        HttpResponse<String> response = models(baseUrl, key);
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new EnvironmentProblem(
                    Exit.CONFIGURATION,
                    baseUrl
                            + " refuses the key (status "
                            + response.statusCode()
                            + "): set OPENAI_API_KEY or OPENAI_API_KEY_FILE");
        }
        if (response.statusCode() != 200) return;
        Set<String> listed = listed(response.body());
        if (listed.isEmpty()) return;
        for (ModelSpec model : project.loop().models().values()) {
            if (!listed.contains(model.name())) throw unknown(baseUrl, model.name(), listed);
        }
    }

    private static HttpResponse<String> models(URI baseUrl, @Nullable String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/models")).timeout(PATIENCE);
        if (key != null) request.header("Authorization", "Bearer " + key);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    Exit.UNREACHABLE,
                    "no model server answers at " + baseUrl + ": start it, or set OPENAI_BASE_URL",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentProblem(Exit.INTERRUPTED, "interrupted", e);
        }
    }

    private static EnvironmentProblem unknown(URI baseUrl, String name, Collection<String> listed) {
        return new EnvironmentProblem(
                Exit.CONFIGURATION,
                baseUrl + " has no model `" + name + "`." + Suggestions.didYouMean(name, listed));
    }

    private static Set<String> listed(String body) {
        Set<String> names = new TreeSet<>();
        try {
            for (JsonNode model : new ObjectMapper().readTree(body).path("data"))
                names.add(model.path("id").asText());
        } catch (JsonProcessingException e) {
            return Set.of(); // not OpenAI's list: the first call will tell
        }
        return names;
    }
}
