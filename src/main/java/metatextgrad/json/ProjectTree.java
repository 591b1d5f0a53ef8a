package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import metatextgrad.model.MetaSettings;
import metatextgrad.model.Phase;

/**
 * Turns the tree of a project file, which is made for people, into the tree of {@link ProjectJson}:
 * short forms become long, what the schema calls default is put in.
 */
final class ProjectTree {
    private static final Pattern HYPHEN = Pattern.compile("-(.)");
    private static final String ONLY_NODE = "solve";
    private static final List<String> LOOP =
            List.of(
                    "evaluator",
                    "reading",
                    "questionType",
                    "batch",
                    "acceptance",
                    "coverage",
                    "quorum",
                    "updateBytes",
                    "rawText");

    private static final List<String> META =
            List.of(
                    "promptRounds",
                    "structureRounds",
                    "metaRepairs",
                    "metaMargin",
                    "metaInitialScore",
                    "metaLeakTokens");
    private static final int STRUCTURE_ROUNDS = 3;

    private ProjectTree() {}

    /** Expects a file that the schema accepts. */
    static ObjectNode of(ObjectNode file, Function<String, Phase> unstated) {
        ObjectNode plain = (ObjectNode) renamed(file);
        ObjectNode tree = Json.object();
        tree.set("id", plain.get("id"));
        tree.set("seed", program((ObjectNode) plain.get("program")));
        tree.set("loop", loop(plain));
        tree.set("optimizers", new OptimizerTree(unstated).of(plain.path("optimizers")));
        for (String key : META) copy(plain, key, tree, key);
        orElse(tree, "structureRounds", STRUCTURE_ROUNDS);
        orElse(tree, "metaLeakTokens", MetaSettings.LEAK_TOKENS);
        copy(plain, "splitShares", tree, "shares");
        copy(plain, "budget", tree, "budget");
        return tree;
    }

    /** The method saves critiques of right answers unless the paper's formula must hold. */
    private static ObjectNode loop(ObjectNode plain) {
        ObjectNode loop = Json.object();
        for (String key : LOOP) copy(plain, key, loop, key);
        loop.put("skipCorrect", plain.path("skipCorrect").asBoolean(true));
        loop.set("models", ModelsTree.of((ObjectNode) plain.get("models")));
        return loop;
    }

    private static ObjectNode program(ObjectNode program) {
        ObjectNode tree = Json.object();
        ArrayNode nodes = tree.putArray("nodes");
        if (!program.has("nodes")) {
            nodes.add(node(program.deepCopy().put("id", ONLY_NODE).put("type", "llm")));
            return tree.put("output", ONLY_NODE);
        }
        program.get("nodes").forEach(node -> nodes.add(node((ObjectNode) node)));
        tree.set("output", program.get("output"));
        return tree;
    }

    private static ObjectNode node(ObjectNode node) {
        return switch (node.get("type").asText()) {
            case "llm" -> call(node);
            case "split" -> orElse(node, "most", 16);
            case "aggregate" -> node.has("separator") ? node : node.put("separator", "\n");
            default -> node;
        };
    }

    private static ObjectNode call(ObjectNode node) {
        ObjectNode prompt = Json.object();
        prompt.set("value", node.remove("prompt"));
        prompt.set("role", node.remove("role"));
        prompt.put("trainable", node.path("trainable").asBoolean(true));
        node.remove("trainable");
        node.set("prompt", prompt);
        if (!node.has("inputs")) node.putArray("inputs").add("task");
        return node;
    }

    static ObjectNode orElse(ObjectNode node, String key, int otherwise) {
        return node.has(key) ? node : node.put(key, otherwise);
    }

    private static void copy(ObjectNode from, String key, ObjectNode to, String name) {
        if (from.has(key)) to.set(name, from.get(key));
    }

    /** Keys with hyphens become keys in camel case; a file has no key that is not ours. */
    private static JsonNode renamed(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode renamed = list.arrayNode();
            list.forEach(element -> renamed.add(renamed(element)));
            return renamed;
        }
        if (!(node instanceof ObjectNode object)) return node;
        ObjectNode renamed = Json.object();
        object.properties()
                .forEach(field -> renamed.set(camel(field.getKey()), renamed(field.getValue())));
        return renamed;
    }

    private static String camel(String key) {
        return HYPHEN.matcher(key).replaceAll(hit -> hit.group(1).toUpperCase(Locale.ROOT));
    }
}
