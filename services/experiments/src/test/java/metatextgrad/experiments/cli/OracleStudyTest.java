package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.experiments.OracleDescription;
import metatextgrad.experiments.OracleResult;
import metatextgrad.experiments.OracleStudy;
import metatextgrad.experiments.OracleTask;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

final class OracleStudyTest {
    @Test
    void shouldMeasureEveryDescriptionAndTheSameWithAnyNumberOfThreads() throws Exception {
        List<OracleTask> tasks = List.of(task(DemoTasks.dyck), task(DemoTasks.word_sorting));
        List<OracleResult> results = OracleStudy.run(tasks, 2, 1, any -> {});
        assertThat(results).extracting(OracleResult::optimizer).containsExactly("tgd", "adas");
        for (OracleResult result : results) {
            assertThat(result.rows())
                    .extracting(OracleResult.Row::description)
                    .containsExactly(OracleDescription.values());
            assertThat(result.rows()).allMatch(row -> row.test().count() == 2);
            assertThat(result.restartTrials()).isEqualTo(9);
        }
        assertThat(OracleStudy.run(tasks, 2, 2, any -> {})).isEqualTo(results);
    }

    private static OracleTask task(DemoTasks family) {
        Study study = StudyOptions.simulated("demo", family, 10);
        List<OptimizerSpec> shortOnes =
                List.of("tgd", "adas").stream()
                        .map(
                                name ->
                                        new OptimizerSpec(
                                                name, List.of(Strategies.plain(name).withSteps(1))))
                        .toList();
        return new OracleTask(
                study.project().withOptimizers(shortOnes),
                study.tasks(),
                study.simulated(),
                Map.of(
                        OracleDescription.IDEAL, "You improve prompts about brackets.",
                        OracleDescription.VAGUE, "You improve prompts.",
                        OracleDescription.WRONG_TASK, "You improve prompts about sorting."));
    }
}
