package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.RunState;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.Tally;
import org.jspecify.annotations.Nullable;

/** A run as one JSON object: a stable form for scripts. */
final class RunJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunJson() {}

    static String of(RunSummary summary, @Nullable String world) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("run", summary.run().request().id().value());
        root.put("project", summary.run().request().project().id().value());
        root.put("seed", summary.run().request().seed());
        root.put("world", world);
        root.put("status", "finished");
        root.set("baseline", line(summary.baseline()));
        root.set("best", line(summary.best()));
        root.putObject("difference")
                .put("estimate", summary.difference().estimate())
                .put("low", summary.difference().low())
                .put("high", summary.difference().high());
        root.put("verdict", summary.verdict());
        ObjectNode calls = root.putObject("calls");
        calls.put("asks", summary.calls().asks())
                .put("paid", summary.calls().paid())
                .put("saved", summary.calls().saved());
        ObjectNode roles = calls.putObject("byRole");
        summary.calls().byRole().forEach(roles::put);
        root.putObject("tokens")
                .put("input", summary.calls().inputTokens())
                .put("output", summary.calls().outputTokens());
        root.put("seconds", summary.seconds());
        return written(root);
    }

    /** A run without a result. */
    static String of(RunState state) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("run", state.key());
        root.put("project", state.request().project().id().value());
        root.put("seed", state.request().seed());
        root.put("status", state.status().name().toLowerCase(Locale.ROOT));
        root.put("phase", state.phase());
        root.put("reason", state.reason());
        return written(root);
    }

    private static ObjectNode line(Line line) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", line.name());
        node.put("validation", line.validation().mean());
        Tally test = line.test();
        if (test != null) node.put("test", test.mean());
        try {
            node.set("program", JSON.readTree(ProgramJson.write(line.program())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON is not JSON", e);
        }
        return node;
    }

    private static String written(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
        }
    }
}
