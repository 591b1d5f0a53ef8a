package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.MemoryRows;
import metatextgrad.intake.Traffic;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** Optimizers that runs tried, after many runs. */
final class JudgedRunsTest {
    private static final Project PROJECT = Traffic.project();
    private static final OptimizerSpec BASE = PROJECT.optimizers().getFirst();
    private static final int RUNS = JudgedRuns.KEPT + 5;

    /** The one of this run had a contest. */
    private static final int CONTESTED = 0;

    /** From the one of this run another one descends, which had none yet. */
    private static final int PARENT = 2;

    private static final int CHILD = 30;

    private final MemoryRows rows = new MemoryRows();
    private final AdaptKeys keys = new AdaptKeys(PROJECT.id());

    @Test
    void shouldKeepTheLastRunsAndWhatLaterChoicesNeed() {
        for (int run = 0; run < RUNS; run++) add(run);

        assertThat(kept())
                .isEqualTo(
                        "0 2 "
                                + IntStream.range(RUNS - JudgedRuns.KEPT, RUNS)
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining(" ")));
    }

    /** Every run reports it, so it would keep a row of every run. */
    @Test
    void shouldKeepNoBaseOptimizerOfEarlierRuns() {
        for (int run = 0; run < RUNS; run++) add(List.of(base(run)));

        assertThat(kept())
                .isEqualTo(
                        IntStream.range(RUNS - JudgedRuns.KEPT, RUNS)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(" ")));
        assertThat(rows.all(keys.judged())).hasSize(JudgedRuns.KEPT);
    }

    private void add(int run) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        OptimizerVersion tried = tried(run, run == CHILD ? of(PARENT) : BASE);
        if (run == CONTESTED)
            decision.put(
                    keys.decided(1),
                    tried.contested(new WindowEvidence(8, .1, 30), Verdict.ADOPTED));
        rows.apply(decision.decision());
        add(List.of(tried));
    }

    private void add(List<OptimizerVersion> versions) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        new JudgedRuns(decision, keys).add(new OptimizersJudged(PROJECT.id(), versions));
        rows.apply(decision.decision());
    }

    private static OptimizerVersion base(int run) {
        return Optimizers.described(
                PROJECT.id(), BASE, BASE, Verdict.BASE, String.valueOf(run), .1);
    }

    private String kept() {
        return rows.all(keys.judged()).stream()
                .flatMap(judged -> judged.versions().stream())
                .map(version -> version.run().value())
                .collect(Collectors.joining(" "));
    }

    private static OptimizerVersion tried(int run, OptimizerSpec parent) {
        return Optimizers.described(
                PROJECT.id(), of(run), parent, Verdict.LUCKY, String.valueOf(run), .1);
    }

    private static OptimizerSpec of(int run) {
        return BASE.withTaskDescription("described by run " + run);
    }
}
