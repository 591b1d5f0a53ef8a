package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.Repository;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Text;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.chat.ChatMessage;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.helper.Subject;
import metatextgrad.simulator.request.TaskDescription;
import metatextgrad.statistics.Seeds;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated models take no text of this product for a text about one of their tasks. */
final class NeutralityTest {
    static Stream<Path> prompts() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : List.of("src", "services/experiments/src")) {
            Path folder = Repository.ROOT.resolve(module).resolve("main/resources/prompts");
            try (Stream<Path> some = Files.list(folder)) {
                some.sorted().forEach(files::add);
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void shouldHaveNoSubjectInAFixedText(Path prompt) throws IOException {
        assertThat(Subject.of(Files.readString(prompt))).isEqualTo(Subject.NONE);
    }

    @Test
    void shouldHaveNoSubjectInADescriptionOfABaseOptimizer() {
        assertThat(Strategies.names()).contains("tgd", "momentum", "adas");
        for (String name : Strategies.names()) {
            assertThat(Subject.of(Strategies.plain(name).taskDescription()))
                    .as(name)
                    .isEqualTo(Subject.NONE);
            assertThat(Subject.of(Strategies.named(name).purpose())).isEqualTo(Subject.NONE);
        }
    }

    @Test
    void shouldHaveNoSubjectInAPlaceboOfAnyLength() {
        Set<String> texts = new TreeSet<>();
        for (int length = 0; length < 3000; length += 10) {
            for (int seed = 0; seed < 8; seed++)
                texts.add(Placebo.ofLength(length, Seeds.of("neutral", seed)));
        }
        assertThat(texts).hasSizeGreaterThan(60);
        assertThat(texts).allSatisfy(text -> assertThat(Subject.of(text)).isEqualTo(Subject.NONE));
    }

    /** The optimizer reads the description of its request, and not the fixed text around it. */
    @ParameterizedTest
    @ValueSource(strings = {"tgd", "adas"})
    void shouldSendTheDescriptionInABlockOfItsOwn(String strategy) {
        Project demo = Inputs.project("the demo's project", DemoTasks.dyck.project());
        OptimizerSpec spec =
                new OptimizerSpec("one", List.of(Strategies.plain(strategy).withSteps(1)))
                        .withTaskDescription("Make every text shorter.");
        List<TaskSubmitted> tasks = DemoTasks.dyck.tasks(demo.id(), "study", 6, 4, 1, 1);
        List<String> descriptions = new ArrayList<>();
        LanguageModel simulated = new SimulatedModel("demo", 1);
        LanguageModel model =
                (role, messages, seed) -> {
                    if (role.name().equals("sim-optimizer"))
                        descriptions.add(TaskDescription.in(request(messages)));
                    return simulated.ask(role, messages, seed);
                };
        new LocalExperimentEnvironment(model, tasks)
                .trial(
                        new ExperimentRequests(tasks, 1)
                                .trial("one", demo, spec, ScoreStats.EMPTY, 1));
        assertThat(descriptions).isNotEmpty().containsOnly("Make every text shorter.");
    }

    private static ChatRequest request(List<Message> messages) {
        return new ChatRequest(
                "sim-optimizer",
                messages.stream()
                        .map(one -> new ChatMessage(Text.lower(one.role()), one.content()))
                        .toList(),
                0,
                1000,
                List.of());
    }
}
