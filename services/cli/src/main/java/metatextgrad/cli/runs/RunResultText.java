package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.candidate.CallCount;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.Cost;
import metatextgrad.model.Dollars;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Text;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.statistics.IndependentDifference;
import metatextgrad.statistics.PairedDifference;
import metatextgrad.view.RunComparison;
import org.jspecify.annotations.Nullable;

/** Formats a finished run: a table of scores, the diffs, and a verdict. */
final class RunResultText {
    private final RunResult summary;
    private final @Nullable ControlRow control;
    private final List<String> lines = new ArrayList<>();

    private RunResultText(RunResult summary, @Nullable ControlRow control) {
        this.summary = summary;
        this.control = control;
    }

    static List<String> of(RunResult summary, @Nullable String world) {
        return of(summary, world, null);
    }

    static List<String> of(
            RunResult summary, @Nullable String world, @Nullable ControlRow control) {
        RunResultText table = new RunResultText(summary, control);
        table.scores();
        table.unusable();
        table.calls();
        table.rounds();
        table.budget();
        table.changes();
        table.verdict(world);
        return table.lines;
    }

    private void scores() {
        add(
                "%-32s %10s %10s %12s %14s %23s %27s",
                "",
                "validation",
                "re-scored",
                "answer noise",
                "test",
                "optimism",
                "test against seed program");
        for (Line line : reported()) {
            ScoreStats test = line.test();
            String tested =
                    test == null ? "-" : Texts.format("%.3f of %d", test.mean(), test.scored());
            Double noise = line.answerNoise();
            add(
                    "%-32s %10.3f %10s %12s %14s %23s %27s",
                    line.name(),
                    line.validation().mean(),
                    Texts.score(line.rescored()),
                    noise == null ? "-" : Texts.format("%+.3f", noise),
                    tested,
                    optimism(line),
                    difference(line));
        }
    }

    /** Returns the lines of the run, and that of the control. */
    private List<Line> reported() {
        List<Line> reported = new ArrayList<>(summary.run().lines());
        if (control != null) reported.add(control.named());
        return reported;
    }

    /** A score alone would hide answers that could not be read, and items without a score. */
    private void unusable() {
        for (Line line : reported()) {
            unusable(line.name() + ", validation", line.validation(), List.of());
            unusable(line.name() + ", re-scored", line.rescored(), line.rescoredOutcomes());
            unusable(line.name() + ", test", line.test(), line.outcomes());
        }
    }

    private void unusable(
            String what, @Nullable ScoreStats stats, List<ScoreAggregated.ItemOutcome> items) {
        if (stats == null) return;
        List<String> counts = new ArrayList<>();
        if (stats.unparseable() > 0) counts.add(stats.unparseable() + " unparseable");
        long cut = count(items, Kind.CUT_OFF);
        if (cut > 0) counts.add(cut + " of them cut off at max-tokens");
        long repeated = count(items, Kind.REPEATED);
        if (repeated > 0) counts.add(repeated + " of them repeating one piece until max-tokens");
        if (stats.infrastructure() > 0)
            counts.add(stats.infrastructure() + " without a score (infrastructure errors)");
        if (!counts.isEmpty()) add("%s: %s", what, String.join(", ", counts));
    }

    private static long count(List<ScoreAggregated.ItemOutcome> items, Kind kind) {
        return items.stream().filter(item -> item.unusable() == kind).count();
    }

    private static String optimism(Line line) {
        IndependentDifference optimism = ResultView.optimism(line);
        return optimism == null
                ? "-"
                : interval(optimism.estimate(), optimism.low(), optimism.high());
    }

    private String difference(Line line) {
        if (line.equals(summary.baseline())) return "";
        PairedDifference paired = RunComparison.against(summary.baseline(), line);
        return interval(paired.estimate(), paired.low(), paired.high());
    }

    private static String interval(double estimate, double low, double high) {
        return Texts.format("%+.3f [%+.3f, %+.3f]", estimate, low, high);
    }

    private void calls() {
        add("");
        CallCounts calls = summary.calls();
        add("requests by role: %s", Texts.roles(calls.byRole()));
        add("%d requests = %s", calls.requests(), calls.parts());
        if (control != null)
            add("%s: %d further requests", control.name(), control.requests().total());
        calls.doubts().ifPresent(line -> add("%s", line));
        Cost.Spent billed = calls.billed().total();
        add(
                "tokens: %s input, %s output%s%s",
                Texts.count(billed.inputTokens(), billed.estimated()),
                Texts.count(billed.outputTokens(), billed.estimated()),
                money(),
                time());
    }

    /** Returns how long the run took; empty if its request has expired. */
    private String time() {
        Double seconds = summary.seconds();
        return seconds == null ? "" : Texts.format("; the run took %.1f s", seconds);
    }

    /** Returns the cost without attempts in doubt; empty if no model of the run has a price. */
    private String money() {
        RunRequested request = summary.run().request();
        if (request.prices().models().isEmpty()) return "";
        return "; %s%s at the prices of %s"
                .formatted(
                        summary.calls().billed().total().estimated() ? Texts.ESTIMATED : "",
                        Dollars.text(request.spend(summary.calls().billed()).micros()),
                        request.prices().asOf());
    }

    private void rounds() {
        if (summary.run().rounds().isEmpty()) return;
        add("");
        for (RoundEnd end : summary.run().rounds()) {
            String what =
                    switch (end.phase()) {
                        case PROMPT -> end.round() == 0 ? "as given" : "description";
                        case OFFERED -> "submitted";
                        case STRUCTURE -> "structure";
                    };
            add(
                    "%-32s %-11s round %d: %-8s %5s against %.3f%s",
                    end.optimizer(),
                    what,
                    end.round(),
                    Text.lower(end.verdict()),
                    Texts.score(end.score()),
                    end.against(),
                    end.reason().isEmpty() ? "" : ", " + end.reason());
        }
    }

    private void changes() {
        Line best = summary.best();
        if (!best.equals(summary.baseline())) {
            add("");
            add("%s", PromptSize.line(summary.baseline().program(), best.program()));
        }
        changed(ProgramDiff.of(summary.baseline().program(), best.program()));
        OptimizerSpec learned = best.optimizer();
        if (summary.run().lines().size() < 2 || learned == null) return;
        summary.run().request().project().optimizers().stream()
                .filter(given -> best.round() > 0 && given.name().equals(learned.name()))
                .findFirst()
                .ifPresent(given -> changed(ProgramDiff.of(given, learned)));
    }

    private void budget() {
        if (summary.run().reason().isEmpty()) return;
        add("");
        add("%s", sentence(summary.run().reason()));
    }

    private static String sentence(String reason) {
        return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".";
    }

    private void changed(List<String> diff) {
        if (diff.isEmpty()) return;
        add("");
        lines.addAll(diff);
    }

    private void verdict(@Nullable String world) {
        add("");
        if (world != null) add("%s", Texts.simulated(world));
        switch (summary.verdict()) {
            case "better" -> {
                int calls = CallCount.of(summary.best().program()).program();
                add(
                        "Better than the seed program: use %s%s.",
                        summary.best().name(),
                        calls > 1 ? ", %d calls per answer".formatted(calls) : "");
            }
            case "worse" -> add("Worse: keep the seed program.");
            default -> add("No gain: keep the seed program.");
        }
    }

    private void add(String format, Object... values) {
        lines.add(Texts.format(format, values).stripTrailing());
    }
}
