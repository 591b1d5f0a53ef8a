package metatextgrad.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.Repository;

/** {@code docker-compose.yml}. */
record Compose(String text, JsonNode json) {
    static Compose read() {
        String text = Repository.read("docker-compose.yml");
        return new Compose(text, Yaml.read(text));
    }

    Set<String> services() {
        return Yaml.names(json.path("services"));
    }

    /** Services of our own image. */
    Set<String> ours() {
        return services().stream()
                .filter(
                        name ->
                                service(name)
                                        .path("image")
                                        .asText()
                                        .startsWith("metatextgrad/mtg:"))
                .collect(Collectors.toSet());
    }

    JsonNode service(String name) {
        return json.path("services").path(name);
    }

    JsonNode environment(String name) {
        return service(name).path("environment");
    }

    /** Returns the last argument of the health check. */
    String healthcheck(String name) {
        return Yaml.texts(service(name).path("healthcheck").path("test")).getLast();
    }
}
