package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.decide.Actor;
import metatextgrad.intake.IntakeDecider;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Range;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.SplitShares;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** METHOD §6.5 check 46: a question seen in training is never a question of another split. */
final class SplitChecksTest {
    private static final ProjectId PROJECT = new ProjectId("splits");
    private static final int QUESTIONS = 300;

    @Test
    void method46ShouldKeepAQuestionInItsSplitInEverySetUnderAnyId() {
        Actor intake = Actor.of(new IntakeDecider());
        Map<String, Split> first = splits(intake, "monday", "How many cows are %d?", null);
        Map<String, Split> again = splits(intake, "tuesday", "  HOW many\n COWS are %d? ", null);
        assertThat(first).hasSize(QUESTIONS);
        assertThat(again).isEqualTo(first);
        assertThat(first.values()).contains(Split.TRAIN, Split.VAL, Split.GATE, Split.TEST);
    }

    @Test
    void method46ShouldKeepAGroupInItsSplitInEverySet() {
        Actor intake = Actor.of(new IntakeDecider());
        Map<String, Split> first = splits(intake, "monday", "question %d", "talk");
        Map<String, Split> again = splits(intake, "tuesday", "another %d", "talk");
        assertThat(again).isEqualTo(first);
    }

    /** Returns the split of each question's number, read from the frozen snapshot of the set. */
    private static Map<String, Split> splits(
            Actor intake, String set, String question, @Nullable String group) {
        List<TaskSubmitted> tasks = new ArrayList<>();
        for (int number = 0; number < QUESTIONS; number++) {
            tasks.add(
                    new TaskSubmitted(
                            PROJECT,
                            new TaskId(set + "-" + number),
                            question.formatted(number),
                            "answer",
                            set,
                            null,
                            group == null ? null : group + "-" + number));
        }
        tasks.forEach(intake::handle);
        SnapshotSpec spec =
                new SnapshotSpec(
                        PROJECT,
                        set,
                        QUESTIONS,
                        SnapshotSpec.hash(tasks.stream().map(TaskSubmitted::id).toList()),
                        SplitShares.DEFAULT);
        Snapshot snapshot = frozen(intake, spec);
        Map<String, Split> splits = new HashMap<>();
        for (Split split : List.of(Split.TRAIN, Split.VAL, Split.GATE, Split.TEST)) {
            for (TaskId id : snapshot.ids(split)) {
                String number = id.value().substring(set.length() + 1);
                assertThat(splits.put(number, split)).as("question in two splits").isNull();
            }
        }
        return splits;
    }

    private static Snapshot frozen(Actor intake, SnapshotSpec spec) {
        StepRef stepRef = new StepRef(PROJECT, new RunId("run"), new TrialId(spec.set()), 1, 0);
        BatchRequested request =
                new BatchRequested(
                        stepRef,
                        spec,
                        Split.TRAIN,
                        new Range(0, 3),
                        Programs.oneCall("solves 1"),
                        Scenario.plain(),
                        1,
                        BatchRequested.NO_DRAW,
                        List.of());
        List<Event> emitted = intake.handle(request);
        return emitted.stream()
                .filter(Snapshot.class::isInstance)
                .map(Snapshot.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
