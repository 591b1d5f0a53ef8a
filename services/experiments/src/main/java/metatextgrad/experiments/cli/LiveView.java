package metatextgrad.experiments.cli;

import static metatextgrad.cli.text.TextTable.Style.LEFT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import metatextgrad.experiments.live.LiveExpectations;
import metatextgrad.experiments.live.LiveExpectations.Bound;
import metatextgrad.experiments.live.LiveOutcome;
import metatextgrad.experiments.live.LiveStudy.Ways;
import metatextgrad.model.Text;
import metatextgrad.process.Exit;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * What users got from a project that adapts to simulated traffic.
 *
 * @param poisoned share of the tasks that an attacker sends
 * @param sameCalls calls where optimizers adapt too, for each call where prompts adapt
 * @param expectations of the world file
 * @param bounds what the world file expects to be rare, or never to happen
 */
record LiveView(
        String world,
        double poisoned,
        int tasks,
        int seeds,
        List<LiveRow> rows,
        List<Difference> differences,
        double sameCalls,
        List<ExpectationResult> expectations,
        List<Bound> bounds)
        implements View {
    /** Served scores of one way minus those of another, over the seeds. */
    record Difference(String way, String minus, double estimate, double low, double high) {
        static Difference of(
                String way,
                String minus,
                List<Ways> seeds,
                Function<Ways, LiveOutcome> one,
                Function<Ways, LiveOutcome> other) {
            CrossedBootstrap of = CrossedBootstrap.of(LiveExpectations.minus(seeds, one, other), 0);
            return new Difference(way, minus, of.estimate(), of.low(), of.high());
        }
    }

    static LiveView of(String world, double poisoned, String expect, int tasks, List<Ways> seeds) {
        return new LiveView(
                world,
                poisoned,
                tasks,
                seeds.size(),
                List.of(
                        row("(a) frozen seed prompt", seeds, Ways::frozen),
                        row("(b) prompts adapt", seeds, Ways::prompts),
                        row("(c) and optimizers adapt", seeds, Ways::adapting),
                        row("(n) every improvement", seeds, Ways::naive)),
                List.of(
                        Difference.of("(b)", "(a)", seeds, Ways::prompts, Ways::frozen),
                        Difference.of("(c)", "(a)", seeds, Ways::adapting, Ways::frozen),
                        Difference.of("(c)", "(b)", seeds, Ways::adapting, Ways::prompts),
                        Difference.of("(b)", "(n)", seeds, Ways::prompts, Ways::naive)),
                sum(seeds, Ways::adapting) / (double) sum(seeds, Ways::prompts),
                LiveExpectations.differences(world, expect, seeds),
                LiveExpectations.bounds(expect, seeds));
    }

    private static LiveRow row(String name, List<Ways> seeds, Function<Ways, LiveOutcome> way) {
        return LiveRow.of(name, seeds.stream().map(way).toList());
    }

    private static long sum(List<Ways> seeds, Function<Ways, LiveOutcome> way) {
        return seeds.stream().map(way).mapToLong(LiveOutcome::calls).sum();
    }

    int exitCode() {
        boolean happened = bounds.stream().anyMatch(one -> one.outcome() == Outcome.MISSED);
        return Math.max(
                ExpectationText.exitCode(expectations), (happened ? Exit.FAILURE : Exit.OK).code());
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "%s%s: %,d tasks, mean of %d seeds",
                        world,
                        poisoned > 0 ? Texts.format(", %.0f %% poisoned", 100 * poisoned) : "",
                        tasks,
                        seeds));
        lines.addAll(LiveRow.table(rows).lines());
        lines.add("");
        lines.addAll(
                LiveRow.paces(
                                rows,
                                rows.getFirst().pace().stream()
                                        .map(LiveRow.PacePoint::tasks)
                                        .toList())
                        .lines());
        TextTable minus = TextTable.of("minus | right answers | 95 %");
        for (Difference one : differences)
            minus.row(
                    one.way() + " minus " + one.minus(),
                    Texts.format("%+.3f", one.estimate()),
                    Texts.format("%+.3f to %+.3f", one.low(), one.high()));
        lines.add("");
        lines.addAll(minus.lines(LEFT));
        lines.add(Texts.format("(c) makes %.3f times the calls of (b)", sameCalls));
        lines.addAll(ExpectationText.of(expectations, LEFT));
        for (Bound one : bounds)
            lines.add(
                    Texts.format(
                            "expected in (b) and (c): %s <= %.2f; measured %.3f, at most %.3f: %s",
                            one.what(),
                            one.most(),
                            one.value(),
                            one.high(),
                            Text.lower(one.outcome())));
        lines.add("");
        if (seeds < CrossedBootstrap.MIN_SEEDS) lines.add(ExperimentText.tooFew(seeds));
        lines.add(Texts.simulated(null));
        return lines;
    }
}
