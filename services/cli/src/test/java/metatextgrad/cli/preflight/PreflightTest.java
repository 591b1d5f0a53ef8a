package metatextgrad.cli.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.preflight.PreflightReport;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;

/** The calls of a preflight, and what they print. */
final class PreflightTest {
    private static final Project PROJECT = LoopScenario.project();
    private static final List<TaskSubmitted> TASKS = LoopScenario.tasks(PROJECT);

    private final List<String> lines = new ArrayList<>();
    private final List<ModelSpec> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldReportWhatTheSimulatedModelsAnswer() {
        PreflightReport report = measure(PROJECT, LoopScenario.model());

        assertThat(lines.getFirst())
                .isEqualTo(
                        "up to 32 calls, with repeated ones 40, which do not count for the budget of the run");
        assertThat(lines.getLast()).isEqualTo("32 calls made");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("headroom: `sim-student` answers "))
                .anyMatch(line -> line.startsWith("unreadable: "));
        assertThat(report.stop()).isEmpty();
    }

    @Test
    void shouldFindThatARunCannotGain() {
        PreflightReport report = measure(PROJECT, right());

        assertThat(report.stop())
                .isEqualTo("the seed program answers all 12 sampled training rows right, twice");
        assertThat(asked).hasSize(32);
        assertThat(asked.subList(0, 12)).allMatch(model -> model.name().equals("sim-student"));
        assertThat(asked).filteredOn(model -> model.name().equals("sim-critic")).hasSize(8);
    }

    @Test
    void shouldNameServerAndReasonIfNoCallReturnsAnAnswer() {
        LanguageModel broken =
                (model, messages, seed) -> {
                    asked.add(model);
                    return new Reply.Refused(new Failure.Infrastructure("out of order"));
                };

        assertThatThrownBy(() -> measure(PROJECT, broken))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "no call of model `sim-student` at http://models/v1 returned an answer: out of order");
        assertThat(asked).as("one try at temperature 0").hasSize(12);
    }

    @Test
    void shouldNameServerAndReasonIfTheServerBlocksAllCalls() {
        assertThatThrownBy(
                        () ->
                                measure(
                                        PROJECT,
                                        (model, messages, seed) -> new Reply.Unavailable("moved")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "no call of model `sim-student` at http://models/v1 returned an answer: moved");
    }

    @Test
    void shouldMakeNoMoreThanFortyCallsWithRepeatedOnes() {
        LanguageModel cut =
                (model, messages, seed) -> {
                    asked.add(model);
                    return right(messages);
                };
        LimitedModel limited = new LimitedModel(cut, 3);
        for (int i = 0; i < 5; i++) limited.ask(spec("m"), question(), i);

        assertThat(asked).hasSize(3);
        assertThat(limited.calls()).isEqualTo(3);
        assertThat(limited.ask(spec("m"), question(), 1)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void shouldPrintFactsAndModelsWithoutACall() {
        assertThat(
                        Preflight.withoutCalls(
                                PROJECT,
                                TASKS,
                                ModelEndpoints.simulated(URI.create("http://127.0.0.1:1/v1"))))
                .hasSize(3)
                .allMatch(line -> line.startsWith("preflight: "))
                .contains(
                        "preflight: models: `sim-student` as program; `sim-judge` as judge; `sim-critic` as backward; `sim-optimizer` as optimizer; `sim-meta` as meta")
                .anyMatch(line -> line.startsWith("preflight: targets: "))
                .anyMatch(line -> line.startsWith("preflight: length: "));
    }

    @Test
    void shouldReportAServerThatTheSettingsDoNotList() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(PROJECT.loop().models());
        models.put(
                ModelRole.META,
                new ModelSpec("m", 0.0, 9, 9, null, null, null, "http://far/v1", null));
        Project far = PROJECT.withLoop(PROJECT.loop().withModels(models));

        assertThat(
                        ModelNames.lines(
                                far, ModelEndpoints.simulated(URI.create("http://127.0.0.1:1/v1"))))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("warning: ")
                .contains("http://far/v1");
    }

    @Test
    void shouldPrintNoPrivateTarget() {
        Project hidden = PROJECT.withLoop(PROJECT.loop().with(Targets.PRIVATE));
        measure(hidden, right());
        lines.addAll(
                Preflight.withoutCalls(
                        hidden,
                        TASKS,
                        ModelEndpoints.simulated(URI.create("http://127.0.0.1:1/v1"))));

        assertThat(lines).anyMatch(line -> line.contains("targets (private)"));
        for (TaskSubmitted task : TASKS)
            if (String.valueOf(task.target()).length() > 3)
                assertThat(String.join("\n", lines)).doesNotContain(String.valueOf(task.target()));
    }

    @Test
    void shouldSendTrainingRowsAlone() {
        List<String> sent = Collections.synchronizedList(new ArrayList<>());
        measure(
                PROJECT,
                (model, messages, seed) -> {
                    sent.add(messages.getLast().content());
                    return right(messages);
                });

        List<String> train =
                TASKS.stream()
                        .filter(task -> task.split() == Split.TRAIN)
                        .map(TaskSubmitted::input)
                        .toList();
        assertThat(sent).isNotEmpty().allMatch(train::contains);
    }

    private PreflightReport measure(Project project, LanguageModel model) {
        return Preflight.measure(project, TASKS, model, 4, "http://models/v1", lines::add);
    }

    private LanguageModel right() {
        return (model, messages, seed) -> {
            asked.add(model);
            return right(messages);
        };
    }

    private static Reply right(List<Message> messages) {
        String input = messages.getLast().content();
        String target =
                TASKS.stream()
                        .filter(task -> task.input().equals(input))
                        .map(task -> String.valueOf(task.target()))
                        .findFirst()
                        .orElse("unknown");
        return new Reply.Answered("Answer: " + target, new Usage(1, 1), "m");
    }

    private static ModelSpec spec(String name) {
        return new ModelSpec(name, 0, 10, 10);
    }

    private static List<Message> question() {
        return List.of(Message.user("question"));
    }
}
