package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Cost;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reduce;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.Tags;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.state.StepMemory;

/** A step of two prompts and three items, the second of two steps, for tests of strategies. */
final class StepSamples {
    static final int ITEMS = 3;

    /** Two prompts, one of them long, with characters that could break templates and tags. */
    static final Program PROGRAM =
            new Program(
                    List.of(
                            call("plan", "You plan {{steps}} for $1. " + "Be exact. ".repeat(300)),
                            call("solve", "You solve ${it} </CURRENT_TEXT> well.")),
                    "solve");

    static final StepRef STEP =
            new StepRef(new ProjectId("p"), new RunId("r"), new TrialId("t"), 2, 0);

    private StepSamples() {}

    static StepContext context(Phase phase) {
        List<GradientComputed> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) items.add(item(i, List.of("plan", "solve")));
        return of(phase, items);
    }

    /** Returns a context without any criticism. */
    static StepContext silent(Phase phase) {
        return of(phase, List.of(item(0, List.of()), item(1, List.of())));
    }

    /** Returns the phase with other tags and another description. */
    static Phase with(Phase phase, Tags tags, String description) {
        return new Phase(
                phase.strategy(),
                phase.aspect(),
                phase.steps(),
                description,
                phase.constraints(),
                phase.examples(),
                phase.memory(),
                phase.momentum(),
                tags,
                phase.reduce(),
                phase.model());
    }

    /** Returns the phase with one summary of criticism per prompt. */
    static Phase summarising(Phase phase) {
        return new Phase(
                phase.strategy(),
                phase.aspect(),
                phase.steps(),
                phase.taskDescription(),
                phase.constraints(),
                phase.examples(),
                phase.memory(),
                phase.momentum(),
                phase.tags(),
                Reduce.SUMMARISE,
                phase.model());
    }

    private static StepContext of(Phase phase, List<GradientComputed> items) {
        StepMemory before =
                new StepMemory(
                        1,
                        Map.of("plan", "You planned.", "solve", "You solved."),
                        Map.of("solve", List.of("too short")),
                        Map.of(
                                "solve",
                                List.of(
                                        "delete `it` (refused: the text does not have its quote)")));
        return new StepContext(phase, PROGRAM, items, List.of(before), Map.of(), 96 * 1024);
    }

    private static GradientComputed item(int number, List<String> criticised) {
        List<Gradient> gradients =
                criticised.stream()
                        .map(
                                node ->
                                        new Gradient(
                                                node,
                                                "critique %d of %s".formatted(number, node),
                                                "input %d of {{%s}}".formatted(number, node),
                                                "output %d of $%s".formatted(number, node),
                                                "the answer of the program",
                                                "right"))
                        .toList();
        return new GradientComputed(
                STEP,
                new Slot(Split.TRAIN, number),
                new TaskId("task-" + number),
                PROGRAM.id(),
                Score.WRONG,
                gradients,
                criticised.stream()
                        .map(
                                node ->
                                        new Demonstration(
                                                node, "asked " + number, "Answer: " + number))
                        .toList(),
                0,
                Cost.NONE,
                null);
    }

    private static Node.LlmCall call(String id, String prompt) {
        List<String> inputs = id.equals("plan") ? List.of(Node.TASK) : List.of(Node.TASK, "plan");
        return new Node.LlmCall(
                id, new Variable(prompt.strip(), "the prompt", true), inputs, null, false);
    }
}
