package metatextgrad.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.Repository;

/** {@code docker-compose.yml}. */
public record Compose(String text, JsonNode json) {
    public static Compose read() {
        String text = Repository.read("docker-compose.yml");
        return new Compose(text, Yaml.read(text));
    }

    public Set<String> services() {
        return Yaml.names(json.path("services"));
    }

    /** Services of our own image. */
    public Set<String> ours() {
        return services().stream()
                .filter(
                        name ->
                                service(name)
                                        .path("image")
                                        .asText()
                                        .startsWith("metatextgrad/mtg:"))
                .collect(Collectors.toSet());
    }

    public JsonNode service(String name) {
        return json.path("services").path(name);
    }

    public JsonNode environment(String name) {
        return service(name).path("environment");
    }

    /** Returns the last argument of the health check. */
    public String healthcheck(String name) {
        return Yaml.texts(service(name).path("healthcheck").path("test")).getLast();
    }
}
