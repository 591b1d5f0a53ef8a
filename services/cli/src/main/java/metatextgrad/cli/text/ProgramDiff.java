package metatextgrad.cli.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.json.Json;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;

/**
 * The diff of two programs or optimizers: text by text if only texts differ, otherwise of the whole
 * specification.
 */
public final class ProgramDiff {
    private ProgramDiff() {}

    public static List<String> of(Program seed, Program best) {
        return between("seed", seed, "best", best);
    }

    public static List<String> between(
            String seedName, Program seed, String bestName, Program best) {
        if (!sameNodes(seed, best))
            return diff(
                    "program, " + seedName,
                    Json.pretty(seed),
                    "program, " + bestName,
                    Json.pretty(best));
        List<String> lines = new ArrayList<>();
        for (Node.LlmCall before : seed.trainable()) {
            if (!(best.node(before.id()) instanceof Node.LlmCall after)) continue;
            if (after.prompt().value().equals(before.prompt().value())) continue;
            if (!lines.isEmpty()) lines.add("");
            lines.addAll(
                    diff(
                            "prompt of " + before.id() + ", " + seedName,
                            before.prompt().value(),
                            "prompt of " + before.id() + ", " + bestName,
                            after.prompt().value()));
        }
        return lines;
    }

    public static List<String> of(OptimizerSpec given, OptimizerSpec learned) {
        return between("as given", given, "learned", learned);
    }

    public static List<String> between(
            String oneName, OptimizerSpec one, String otherName, OptimizerSpec other) {
        if (one.equals(other)) return List.of();
        if (!one.withTaskDescription(other.taskDescription()).phases().equals(other.phases()))
            return diff(
                    "optimizer, " + oneName,
                    Json.pretty(one),
                    "optimizer, " + otherName,
                    Json.pretty(other));
        return diff(
                "task description, " + oneName,
                one.taskDescription(),
                "task description, " + otherName,
                other.taskDescription());
    }

    /** Returns whether the programs differ only in the texts of their prompts. */
    private static boolean sameNodes(Program seed, Program best) {
        Map<String, String> texts = new TreeMap<>();
        for (Node.LlmCall call : best.trainable()) texts.put(call.id(), call.prompt().value());
        return seed.withPrompts(texts).equals(best);
    }

    private static List<String> diff(
            String beforeName, String before, String afterName, String after) {
        List<String> from = before.lines().toList();
        List<String> to = after.lines().toList();
        return UnifiedDiffUtils.generateUnifiedDiff(
                beforeName, afterName, from, DiffUtils.diff(from, to), 3);
    }
}
