package metatextgrad.intake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Range;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.SplitShares;
import org.jspecify.annotations.Nullable;

/** Fixtures of the tests of this package: a project with batches of three. */
final class IntakeFixtures {
    static final ProjectId PROJECT = new ProjectId("words|1");
    static final Program PROGRAM =
            new Program(
                    List.of(
                            new Node.LlmCall(
                                    "solve",
                                    new Variable("Sort the words.", "instruction", true),
                                    List.of(Node.TASK),
                                    null,
                                    false)),
                    "solve");

    private IntakeFixtures() {}

    static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values())
            models.put(role, new ModelSpec("small", 0, 100, 10));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "sorting",
                models,
                3,
                AcceptanceRule.PAPER,
                true,
                .95,
                .8,
                98_304,
                Set.of());
    }

    static TaskSubmitted task(String set, int number, @Nullable Split split) {
        return new TaskSubmitted(
                PROJECT,
                new TaskId("t" + number),
                "question " + number,
                "answer " + number,
                set,
                split,
                null);
    }

    static SnapshotSpec spec(String set, List<TaskSubmitted> tasks) {
        return new SnapshotSpec(
                PROJECT,
                set,
                tasks.size(),
                SnapshotSpec.hash(tasks.stream().map(TaskSubmitted::id).toList()),
                SplitShares.DEFAULT);
    }

    static BatchRequested request(
            SnapshotSpec spec, int step, Split split, int from, int to, int draw) {
        StepRef stepRef = new StepRef(PROJECT, new RunId("r1"), new TrialId("trial1"), step, 0);
        return new BatchRequested(
                stepRef,
                spec,
                split,
                new Range(from, to),
                PROGRAM,
                settings(),
                42,
                draw,
                List.of());
    }
}
