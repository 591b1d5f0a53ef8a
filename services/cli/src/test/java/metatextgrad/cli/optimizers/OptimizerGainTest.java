package metatextgrad.cli.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

final class OptimizerGainTest {
    private static final OptimizerSpec SPEC = LoopScenario.project().optimizers().getFirst();

    /** Mean .1, standard error .1 / sqrt(3), t(2) = 4.302653. */
    @Test
    void shouldStateTheGainsOfAnOptimizerInEachProject() {
        List<OptimizerVersion> rows =
                List.of(
                        tried("dyck", .5, .5),
                        tried("dyck", .6, .5),
                        tried("dyck", .7, .5),
                        tried("words", .4, .5),
                        tried("words", null, .5));

        assertThat(OptimizerGain.of(rows).get(SPEC.contentId()))
                .extracting(OptimizerGain::text)
                .containsExactly("dyck +0.100 [-0.148, +0.348] of 3", "words -0.100 of 1");
    }

    /** Minutes if each row looks at all rows; the topic only grows. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void shouldListVeryManyOptimizers() {
        OptimizerCatalog many =
                new OptimizerCatalog(
                        IntStream.range(0, 10_000).mapToObj(i -> tried("p" + i, .6, .5)).toList());

        assertThat(OptimizerListView.of(many, many.all()).optimizers())
                .hasSize(10_000)
                .allSatisfy(one -> assertThat(one.gains()).hasSize(10_000));
    }

    private static OptimizerVersion tried(String project, Double score, double against) {
        return new OptimizerVersion(
                new ProjectId(project),
                new RunId("run-1"),
                new TrialId("trial"),
                SPEC,
                List.of(),
                null,
                score,
                against,
                null,
                Verdict.REJECTED,
                new Serial(1),
                Cost.NONE,
                false,
                null,
                null);
    }
}
