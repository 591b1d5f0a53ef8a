package metatextgrad.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import metatextgrad.json.Json;
import metatextgrad.json.ProjectJson;
import metatextgrad.json.Suggestions;
import metatextgrad.json.YamlText;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The settings that a fork may change: those that no score of an earlier step depends on. Pure. */
final class ForkSettings {
    /** Keys of a project file, with all keys below them. */
    private static final List<String> KEYS =
            List.of(
                    "models.optimizer",
                    "models.backward",
                    "models.meta",
                    "skip-correct",
                    "update-bytes",
                    "budget.calls",
                    "budget.tokens",
                    "budget.usd",
                    "prompt-rounds",
                    "structure-rounds");

    private ForkSettings() {}

    /**
     * Returns the project with these settings.
     *
     * @throws EnvironmentProblem if a fork may not change a key, or if a value is not valid
     */
    static Project of(Project project, Map<String, String> settings) {
        ObjectNode tree = Json.objectTree(Json.write(project));
        try {
            settings.forEach(
                    (key, value) -> {
                        requireAllowed(key);
                        if (value.isBlank())
                            throw Exit.USAGE.problem("--set: `%s` has no value", key);
                        set(tree, path(key), YamlText.tree(value));
                    });
            return ProjectJson.read(tree.toString());
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, "--set: %s", e.getMessage());
        }
    }

    private static void requireAllowed(String key) {
        if (KEYS.stream().anyMatch(one -> key.equals(one) || key.startsWith(one + "."))) return;
        throw Exit.USAGE.problem(
                "--set: a fork cannot change `%s`, since steps before it may depend on it%s; it can change: %s",
                key, Suggestions.orDidYouMean(key, KEYS), String.join(", ", KEYS));
    }

    /** The model of a role is an object; its name alone is the usual change. */
    private static List<String> path(String key) {
        String full = key.matches("models\\.[a-z]+") ? key + ".name" : key;
        return List.of(full.split("\\.", -1));
    }

    private static void set(ObjectNode tree, List<String> path, JsonNode value) {
        ObjectNode parent = tree;
        for (String name : path.subList(0, path.size() - 1)) {
            JsonNode known = parent.get(name);
            if (known == null || known.isNull()) known = parent.putObject(name);
            if (!(known instanceof ObjectNode inner))
                throw Exit.USAGE.problem(
                        "--set: `%s` has no settings below it: leave out what follows", name);
            parent = inner;
        }
        parent.set(path.getLast(), value);
    }
}
