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
import metatextgrad.simulator.helper.TaskBriefs;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.world.Worlds;
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

    /** The smallest study that would notice a bed in which descriptions are worth nothing. */
    @Test
    void shouldFindThatTheIdealDescriptionIsWorthALotWhereTheOptimizerKnowsMore() throws Exception {
        OracleTask knowledge =
                task(
                        "knowledge",
                        DemoTasks.dyck,
                        List.of("tgd"),
                        4,
                        TaskBriefs.naming(
                                TaskFamily.DYCK,
                                Worlds.find("knowledge").world().best(TaskFamily.DYCK, 3)));
        List<OracleResult.Row> rows =
                OracleStudy.run(List.of(knowledge), 3, 2, any -> {}).getFirst().rows();
        assertThat(rows.getFirst().minusBase().mean()).isGreaterThan(.12);
    }

    private static OracleTask task(DemoTasks family) {
        return task(
                "demo", family, List.of("tgd", "adas"), 1, "You improve prompts about brackets.");
    }

    private static OracleTask task(
            String world, DemoTasks family, List<String> optimizers, int steps, String ideal) {
        Study study = StudyOptions.simulated(world, family, world.equals("demo") ? 10 : 200);
        List<OptimizerSpec> shortOnes =
                optimizers.stream()
                        .map(
                                name ->
                                        new OptimizerSpec(
                                                name,
                                                List.of(Strategies.plain(name).withSteps(steps))))
                        .toList();
        return new OracleTask(
                study.project().withOptimizers(shortOnes),
                study.tasks(),
                study.simulated(),
                Map.of(
                        OracleDescription.IDEAL, ideal,
                        OracleDescription.VAGUE, "You improve prompts.",
                        OracleDescription.WRONG_TASK, "You improve prompts about sorting."));
    }
}
