package metatextgrad.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.llm.Requester;
import metatextgrad.local.LocalRun;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LocalRunTest {
    private final Project project = LoopScenario.project();
    private final List<TaskSubmitted> tasks = LoopScenario.tasks(project);

    @Test
    void shouldFindABetterProgramIfOneExists() {
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(project, tasks), tasks, event -> {});
        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(state.lines().get(state.best()).validation().mean())
                .isGreaterThan(state.lines().getFirst().validation().mean());
    }

    @Test
    void shouldFindABetterProgramWithAJudge() {
        List<LlmRequest> asked = new ArrayList<>();
        Project judged = LoopScenario.project(EvaluatorSpec.named("judge"));
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(
                                LoopScenario.request(judged, tasks),
                                tasks,
                                event -> {
                                    if (event instanceof LlmRequest ask) asked.add(ask);
                                });
        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(state.lines().get(state.best()).validation().mean())
                .isGreaterThan(state.lines().getFirst().validation().mean());
        RunState exact =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(project, tasks), tasks, event -> {});
        assertThat(state.lines().getFirst().validation().mean())
                .isEqualTo(exact.lines().getFirst().validation().mean());
        CallsByRole formula = CallFormula.of(judged, 20, 20, state.lines().size());
        assertThat(asked)
                .filteredOn(ask -> ask.role() == ModelRole.JUDGE)
                .hasSize(formula.requests().get(ModelRole.JUDGE).intValue());
        assertThat(asked).filteredOn(ask -> ask.attempt() == 0).hasSize((int) formula.total());
    }

    /** Servers that know JSON Schema get the forms that our readers parse as JSON. */
    @Test
    void shouldNameTheFormOfReplies() {
        Set<String> forms = new TreeSet<>();
        for (LlmRequest ask : composing()) forms.add(ask.role() + " " + ask.format());
        assertThat(forms)
                .containsExactly(
                        "BACKWARD TEXT",
                        "META DESCRIPTION",
                        "META OPTIMIZER",
                        "META PROGRAM",
                        "OPTIMIZER PROGRAM",
                        "OPTIMIZER TEXT",
                        "PROGRAM TEXT");
    }

    /** Runs in memory send no form, so runs on Kafka would differ from them. */
    @Test
    void shouldGetTheSameRepliesFromTheSimulatorWithAndWithoutAForm() throws IOException {
        LanguageModel memory = LoopScenario.model();
        try (SimulatorServer server = SimulatorServer.start(LoopScenario.simulator());
                OpenAiModel model =
                        new OpenAiModel(
                                server.baseUrl(), ApiKey.of("k"), 1, InstantSource.system())) {
            for (LlmRequest ask : composing()) {
                if (ask.format() == ReplyFormat.TEXT) continue;
                Reply sent = model.ask(ask.model(), ask.messages(), ask.seed(), ask.format());
                Reply wanted = memory.ask(ask.model(), ask.messages(), ask.seed());
                assertThat(text(sent)).as(ask.place()).isEqualTo(text(wanted));
            }
        }
    }

    private static String text(Reply reply) {
        return reply instanceof Reply.Answered answered ? answered.text() : reply.toString();
    }

    /** Returns the requests of a run that rewrites programs with two models, and composes. */
    private List<LlmRequest> composing() {
        Phase adas = Strategies.plain("adas");
        Phase byMeta =
                new Phase(
                        adas.strategy(),
                        adas.aspect(),
                        adas.steps(),
                        adas.taskDescription(),
                        adas.constraints(),
                        adas.examples(),
                        adas.memory(),
                        adas.momentum(),
                        adas.tags(),
                        adas.reduce(),
                        ModelRole.META);
        Project composed =
                project.withOptimizers(
                                List.of(
                                        new OptimizerSpec("tgd", List.of(Strategies.plain("tgd"))),
                                        new OptimizerSpec("adas", List.of(adas)),
                                        new OptimizerSpec("strong", List.of(byMeta))))
                        .withMeta(project.meta().withRounds(1, 1));
        List<LlmRequest> asked = new ArrayList<>();
        new LocalRun(LoopScenario.model())
                .run(
                        LoopScenario.request(composed, tasks),
                        tasks,
                        event -> {
                            if (event instanceof LlmRequest ask) asked.add(ask);
                        });
        return asked;
    }

    /** Requests after an unusable reply are counted separately (METHOD §2.5). */
    @Test
    void shouldSendExactlyTheRequestsOfTheFormula() {
        AtomicLong requests = new AtomicLong();
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(
                                LoopScenario.request(project, tasks),
                                tasks,
                                event -> {
                                    if (event instanceof LlmRequest ask && ask.attempt() == 0)
                                        requests.incrementAndGet();
                                });
        assertThat(requests)
                .hasValue(CallFormula.of(project, 20, 20, state.lines().size()).total());
    }

    /** Examples need no request; edits need one per step, as descent does. */
    @ParameterizedTest
    @EnumSource
    void shouldRunExamplesAndEditsWithinTheFormula(SearchMode mode) {
        List<OptimizerSpec> optimizers =
                Stream.of("demos", "edits")
                        .map(name -> new OptimizerSpec(name, List.of(Strategies.plain(name))))
                        .toList();
        Project both = LoopScenario.project(mode).withOptimizers(optimizers);
        List<LlmRequest> sent = new ArrayList<>();
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(
                                LoopScenario.request(both, tasks),
                                tasks,
                                event -> {
                                    if (event instanceof LlmRequest request) sent.add(request);
                                });

        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
        CallsByRole most = CallFormula.of(both, 20, 20, state.lines().size());
        assertThat(sent.stream().filter(request -> request.attempt() == 0).count())
                .isLessThanOrEqualTo(most.total());
        long updates = sent.stream().filter(r -> r.requester() == Requester.OPTIMIZER).count();
        assertThat(updates).isPositive();
        String prompts =
                sent.stream()
                        .filter(request -> request.requester() == Requester.CANDIDATE)
                        .map(request -> request.messages().getFirst().content())
                        .distinct()
                        .collect(Collectors.joining());
        assertThat(prompts).contains("</IN>\n<OUT>");
    }
}
