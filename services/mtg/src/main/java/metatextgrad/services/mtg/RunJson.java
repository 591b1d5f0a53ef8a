package metatextgrad.services.mtg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import metatextgrad.model.Budget;
import metatextgrad.model.Cost;
import metatextgrad.model.RoundEnd;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.RunState.Line;
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
        root.put("set", summary.run().request().snapshot().set());
        root.put("seed", summary.run().request().seed());
        root.put("world", world);
        root.put("status", "finished");
        budget(root, summary.run());
        ArrayNode lines = root.putArray("lines");
        Line baseline = summary.baseline();
        summary.run().lines().forEach(line -> lines.add(LineJson.of(line, baseline)));
        rounds(root, summary.run());
        root.set("baseline", LineJson.of(baseline, baseline));
        root.set("best", LineJson.of(summary.best(), baseline));
        root.set("difference", LineJson.difference(summary.difference()));
        root.put("verdict", summary.verdict());
        calls(root, summary.run().request(), summary.calls());
        root.put("seconds", summary.seconds());
        return written(root);
    }

    /** The limit, and what it left undone, if it stopped the search. */
    private static void budget(ObjectNode root, RunState run) {
        Budget limits = run.request().project().budget();
        if (limits.equals(Budget.NONE)) return;
        ObjectNode budget = root.putObject("budget");
        BudgetText.limits(budget, limits.run());
        BudgetText.limits(budget.putObject("step"), limits.step());
        if (!run.reason().isEmpty()) budget.put("stopped", run.reason());
    }

    private static void calls(ObjectNode root, RunRequest request, CallCounts counts) {
        ObjectNode calls = root.putObject("calls");
        calls.put("asked", counts.asked())
                .put("asks", counts.asks())
                .put("paid", counts.paid())
                .put("saved", counts.saved())
                .put("withoutAnswer", counts.without())
                .put("inDoubt", counts.inDoubt());
        ObjectNode roles = calls.putObject("byRole");
        counts.byRole().forEach(roles::put);
        Cost.Spent paid = counts.paidCost().total();
        root.putObject("tokens")
                .put("input", paid.inputTokens())
                .put("output", paid.outputTokens());
        if (!request.prices().models().isEmpty())
            root.put("usd", BudgetText.usd(request.spend(counts.paidCost()).micros()))
                    .put("pricesAsOf", request.prices().asOf().toString());
    }

    /** A run without a result. */
    static String of(RunStanding standing) {
        RunState state = standing.run();
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("run", state.key());
        root.put("project", state.request().project().id().value());
        root.put("set", state.request().snapshot().set());
        root.put("seed", state.request().seed());
        root.put("status", RunHead.status(state));
        root.put("phase", state.phase());
        root.put("reason", state.reason());
        ArrayNode lines = root.putArray("lines");
        state.lines().forEach(line -> lines.add(LineJson.of(line, state.lines().getFirst())));
        rounds(root, state);
        ObjectNode best = root.putObject("best");
        if (standing.validation() != null) best.put("validation", standing.validation());
        best.set("program", LineJson.program(standing.program()));
        calls(root, state.request(), standing.calls());
        return written(root);
    }

    /** A run of which only the request is known. */
    static String of(RunRequest request, String status) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schemaVersion", 1);
        root.put("run", request.id().value());
        root.put("project", request.project().id().value());
        root.put("set", request.snapshot().set());
        root.put("items", request.snapshot().count());
        root.put("seed", request.seed());
        root.put("status", status);
        return written(root);
    }

    private static void rounds(ObjectNode root, RunState state) {
        ArrayNode rounds = root.putArray("rounds");
        for (RoundEnd end : state.rounds()) {
            ObjectNode round = rounds.addObject();
            round.put("phase", end.phase().name().toLowerCase(Locale.ROOT))
                    .put("optimizer", end.optimizer())
                    .put("round", end.round())
                    .put("verdict", end.verdict().name().toLowerCase(Locale.ROOT))
                    .put("against", end.against())
                    .put("repairs", end.repairs());
            if (end.score() != null) round.put("score", end.score());
            if (!end.reason().isEmpty()) round.put("reason", end.reason());
        }
    }

    private static String written(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot fail to be written", e);
        }
    }
}
