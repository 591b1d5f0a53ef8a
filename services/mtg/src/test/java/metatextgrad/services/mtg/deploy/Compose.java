package metatextgrad.services.mtg.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} with its anchors resolved. */
record Compose(String text, Map<String, Map<String, Object>> services) {
    static Compose read() {
        String text = Repository.read("docker-compose.yml");
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        map(yaml(text).get("services"))
                .forEach((name, service) -> services.put(name, map(service)));
        return new Compose(text, services);
    }

    static Map<String, Object> yaml(String text) {
        return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    @SuppressWarnings("unchecked") // keys of YAML mappings are text here
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    /** A service's own image, not somebody else's. */
    static boolean ours(Map<String, Object> service) {
        return String.valueOf(service.get("image")).startsWith("metatextgrad/mtg:");
    }

    static Map<String, Object> environment(Map<String, Object> service) {
        Object environment = service.get("environment");
        return environment == null ? Map.of() : map(environment);
    }
}
