package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import metatextgrad.intake.SplitRule;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.ContentHash;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.SplitShares;
import metatextgrad.statistics.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Texts that are hashed into salts and draws keep their bytes. Otherwise the models would draw
 * other replies for the same seed, and results of different versions could not be compared. The
 * expected values are those of the first version and never change.
 */
final class HashedTextsTest {
    private static final EmittedEvents RUN =
            new Scenario()
                    .optimizers(reaching("a", 2, 2), reaching("b", 3, 1))
                    .meta(new MetaSettings(2, 2, 1, 0, InitialScore.TRIAL))
                    .script(MetaReplies.rising())
                    .run();

    @Test
    void shouldKeepThePlacesOfRequests() {
        TreeSet<String> places = new TreeSet<>();
        for (LlmRequest request : RUN.all(LlmRequest.class)) {
            places.add(request.place().replaceAll("-\\d{5}", "-N"));
        }
        assertThat(String.join(" ", places))
                .isEqualTo(
                        "TEST-N/solve/0 TRAIN-N/loss TRAIN-N/solve-0-prompt TRAIN-N/solve/0 VAL-N/solve/0"
                                + " lane-0/round-1 lane-0/round-2 lane-1/round-1 lane-1/round-2"
                                + " structure/round-1 structure/round-2 update/solve");
    }

    @Test
    void shouldKeepSaltsAndModelSeeds() {
        TreeSet<String> salts = new TreeSet<>();
        for (LlmRequest request : RUN.all(LlmRequest.class)) {
            salts.add(request.place() + " " + request.salt() + " " + request.seed());
        }
        assertThat(ContentHash.of(List.copyOf(salts))).isEqualTo("sy24ao5uzdb2a5hcbtuhcs53ne");
    }

    @Test
    void shouldKeepPurposesAndTrials() {
        TreeSet<String> purposes = new TreeSet<>();
        TreeSet<String> trials = new TreeSet<>();
        for (EvaluationRequested request : RUN.all(EvaluationRequested.class)) {
            purposes.add(request.purpose());
            trials.add(request.stepRef().trial().value());
        }
        assertThat(String.join(" ", purposes))
                .isEqualTo(
                        "rescore-0 rescore-1 rescore-2 rescore-3 seed test-0 test-1 test-2 test-3");
        assertThat(ContentHash.of(List.copyOf(trials))).isEqualTo("aufe3pxaelnni25gpjau2oz6cm");
    }

    @Test
    void shouldKeepTheOrderOfTasks() {
        TreeSet<String> batches = new TreeSet<>();
        for (TaskBatch batch : RUN.all(TaskBatch.class)) {
            List<TaskId> ids = batch.tasks().stream().map(TaskSubmitted::id).toList();
            batches.add(
                    batch.stepRef().trial()
                            + "/"
                            + batch.stepRef().step()
                            + "/"
                            + batch.split()
                            + ids);
        }
        assertThat(ContentHash.of(List.copyOf(batches))).isEqualTo("sevkxty3kpv6cqfi7d5hynq2xn");
    }

    @Test
    void shouldKeepSplits() {
        List<String> splits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            TaskSubmitted task =
                    new TaskSubmitted(
                            Data.PROJECT,
                            new TaskId("t" + i),
                            "Question  " + i,
                            null,
                            "set",
                            null,
                            i % 3 == 0 ? "group " + i : null);
            splits.add(SplitRule.split(task, SplitShares.DEFAULT).name());
        }
        assertThat(ContentHash.of(splits)).isEqualTo("ryeu22xud7rp637leeuf7qq3f4");
    }

    /** The random numbers that follow from a text and a seed. */
    @Test
    void shouldKeepDraws() {
        List<String> draws = new ArrayList<>();
        for (String text :
                List.of("train", "tasks", "bootstrap", "k-shot", "placebo", "random-structure")) {
            Seeds random = Seeds.of(text, 7L, 2);
            draws.add(text + Arrays.toString(random.permutation(5)) + random.below(1000));
        }
        IntStream.range(0, 3)
                .forEach(i -> draws.add("draw " + (ContentHash.number("draw", 7L, 1, i) >>> 33)));
        draws.add("restart " + ContentHash.number("restart", 7L, 3));
        assertThat(String.join(" ", draws))
                .isEqualTo(
                        "train[3, 4, 1, 2, 0]363 tasks[0, 4, 1, 2, 3]634"
                                + " bootstrap[3, 1, 0, 2, 4]469 k-shot[2, 0, 3, 1, 4]800"
                                + " placebo[2, 0, 3, 4, 1]313 random-structure[4, 1, 0, 3, 2]8"
                                + " draw 326597629 draw 1218695973 draw 753648333"
                                + " restart 951509069888695854");
    }
}
