package metatextgrad.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.json.Json;
import metatextgrad.json.ProjectJson;
import metatextgrad.json.Suggestions;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The settings that a fork may change: those that no score of an earlier step depends on. Pure. */
final class ForkSettings {
    /** Keys of a project file; with a dot at the end, all keys below it. */
    private static final List<String> KEYS =
            List.of(
                    "models.optimizer",
                    "models.optimizer.",
                    "models.backward",
                    "models.backward.",
                    "models.meta",
                    "models.meta.",
                    "skip-correct",
                    "update-bytes",
                    "budget.calls",
                    "budget.tokens",
                    "budget.usd",
                    "prompt-rounds",
                    "structure-rounds");

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

    private ForkSettings() {}

    /**
     * Returns the project with these settings.
     *
     * @throws EnvironmentProblem if a fork may not change a key, or if a value is not valid
     */
    static Project of(Project project, Map<String, String> settings) {
        ObjectNode tree = (ObjectNode) ViewJson.read(Json.write(project));
        settings.forEach(
                (key, value) -> {
                    requireAllowed(key);
                    set(tree, path(key), value(value));
                });
        try {
            return ProjectJson.read(tree.toString());
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, "--set: %s", e.getMessage());
        }
    }

    private static void requireAllowed(String key) {
        boolean allowed =
                KEYS.stream()
                        .anyMatch(
                                one ->
                                        one.endsWith(".")
                                                ? key.startsWith(one) && key.length() > one.length()
                                                : key.equals(one));
        if (allowed) return;
        List<String> names = KEYS.stream().filter(one -> !one.endsWith(".")).toList();
        throw Exit.USAGE.problem(
                "--set: a fork cannot change `%s`, since steps before it may depend on it%s; it can change: %s",
                key, Suggestions.orDidYouMean(key, names), String.join(", ", names));
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

    /** Returns the value as YAML reads it. */
    private static JsonNode value(String text) {
        if (text.equals("true") || text.equals("false"))
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        if (WHOLE.matcher(text).matches()) return LongNode.valueOf(Long.parseLong(text));
        return NUMBER.matcher(text).matches()
                ? DecimalNode.valueOf(new BigDecimal(text))
                : TextNode.valueOf(text);
    }
}
