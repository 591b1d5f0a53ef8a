package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.Tally;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * A finished run for people: a table, what changed in the prompts and in the description, a
 * verdict.
 */
final class RunTable {
    private final RunSummary summary;
    private final List<String> lines = new ArrayList<>();

    private RunTable(RunSummary summary) {
        this.summary = summary;
    }

    static List<String> of(RunSummary summary, @Nullable String world) {
        RunTable table = new RunTable(summary);
        table.scores();
        table.unusable();
        table.calls();
        table.prompts();
        table.description();
        table.verdict(world);
        return table.lines;
    }

    private void scores() {
        add("%-32s %10s %18s %30s", "", "validation", "test", "test against seed program");
        for (Line line : summary.run().lines()) {
            Tally test = line.test();
            String tested = test == null ? "-" : format("%.3f of %d", test.mean(), test.scored());
            add(
                    "%-32s %10.3f %18s %30s",
                    line.name(), line.validation().mean(), tested, difference(line));
        }
    }

    /**
     * What a score alone would hide: answers that could not be read, and items that never ended.
     */
    private void unusable() {
        for (Line line : summary.run().lines()) {
            unusable(line.name() + ", validation", line.validation());
            if (line.test() != null) unusable(line.name() + ", test", line.test());
        }
    }

    private void unusable(String what, Tally tally) {
        List<String> counts = new ArrayList<>();
        if (tally.unparseable() > 0) counts.add(tally.unparseable() + " unparseable");
        if (tally.infrastructure() > 0)
            counts.add(tally.infrastructure() + " without a score (infrastructure errors)");
        if (!counts.isEmpty()) add("%s: %s", what, String.join(", ", counts));
    }

    private String difference(Line line) {
        if (line.equals(summary.baseline())) return "";
        PairedDifference paired = RunSummary.against(summary.baseline(), line);
        return format("%+.3f [%+.3f, %+.3f]", paired.estimate(), paired.low(), paired.high());
    }

    private void calls() {
        add("");
        add(
                "calls: %s; %d asks = %d paid + %d saved",
                summary.calls().byRole(),
                summary.calls().asks(),
                summary.calls().paid(),
                summary.calls().saved());
        add(
                "tokens: %d in, %d out; %.1f s",
                summary.calls().inputTokens(), summary.calls().outputTokens(), summary.seconds());
    }

    private void prompts() {
        for (Node.LlmCall before : summary.baseline().program().trainable()) {
            if (!(summary.best().program().node(before.id()) instanceof Node.LlmCall after))
                continue;
            if (after.prompt().value().equals(before.prompt().value())) continue;
            add("");
            lines.addAll(
                    TextDiff.of(
                            "prompt of " + before.id() + ", seed",
                            before.prompt().value(),
                            "prompt of " + before.id() + ", best",
                            after.prompt().value()));
        }
    }

    private void description() {
        OptimizerSpec learned = summary.best().optimizer();
        OptimizerSpec given = summary.run().lines().get(1).optimizer();
        if (learned == null
                || given == null
                || learned.taskDescription().equals(given.taskDescription())) return;
        add("");
        lines.addAll(
                TextDiff.of(
                        "task description, as given",
                        given.taskDescription(),
                        "task description, learned",
                        learned.taskDescription()));
    }

    private void verdict(@Nullable String world) {
        add("");
        if (world != null)
            add(
                    "The models were simulated (world %s): this shows the mechanism, and nothing about your task.",
                    world);
        switch (summary.verdict()) {
            case "better" -> add("Better: use the best program, %s.", summary.best().name());
            case "worse" -> add("Worse: keep the seed program.");
            default -> add("No gain: keep the seed program.");
        }
    }

    private void add(String format, Object... values) {
        lines.add(format(format, values).stripTrailing());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
