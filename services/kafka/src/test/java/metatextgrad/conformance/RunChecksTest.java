package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.described;
import static metatextgrad.conformance.MetaReplies.reaching;
import static metatextgrad.conformance.MetaReplies.structure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;

/** METHOD §6.4 check 40 and §6.5 check 41: the requests, trials and test reads of a whole run. */
final class RunChecksTest {
    private static final int OPTIMIZERS = 2;
    private static final int PROMPT_ROUNDS = 2;
    private static final int STRUCTURE_ROUNDS = 3;
    private static final EmittedEvents RUN = run();

    @Test
    void method40ShouldTryAndAskExactlyAsOftenAsTheFormulaSays() {
        assertThat(RUN.asked(ModelRole.META))
                .hasSize(OPTIMIZERS * PROMPT_ROUNDS + STRUCTURE_ROUNDS);
        assertThat(RUN.all(MetaPromptPublished.class)).hasSize(OPTIMIZERS * (1 + PROMPT_ROUNDS));
        assertThat(RUN.all(MetaStructurePublished.class)).hasSize(STRUCTURE_ROUNDS);
        RunState end = RUN.all(RunState.class).getLast();
        CallsByRole formula = CallFormula.of(end.request().project(), 10, 2, end.lines().size());
        Map<ModelRole, Long> asked = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) asked.put(role, 0L);
        RUN.all(LlmRequest.class).forEach(request -> asked.merge(request.role(), 1L, Long::sum));
        assertThat(asked).isEqualTo(formula.requests());
        long billed = RUN.all(LlmResponse.class).stream().filter(LlmResponse::billed).count();
        long saved = RUN.all(LlmResponse.class).stream().filter(reply -> !reply.billed()).count();
        assertThat(billed + saved).isEqualTo(formula.total());
        assertThat(saved).isPositive();
    }

    @Test
    void method40ShouldCarryTheListCostOfEverythingAskedPaidOrSaved() {
        Cost tried =
                sum(RUN.all(OptimizerVersion.class).stream().map(OptimizerVersion::cost).toList());
        Cost evaluated =
                sum(reports(ScoreAggregated.Scope.TRIAL, report -> report.stepRef().step() == 0));
        EnumMap<ModelRole, Cost.Spent> asked = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            long requests = RUN.asked(role).size();
            asked.put(
                    role,
                    new Cost.Spent(requests, requests * 10, requests * 5, false, requests * 3));
        }
        assertThat(tried.plus(evaluated)).isEqualTo(new Cost(asked));
        assertThat(sum(RUN.states().stream().map(OptimizerState::cost).toList()))
                .isEqualTo(sum(reports(ScoreAggregated.Scope.STEP, report -> true)))
                .isEqualTo(
                        sum(
                                reports(
                                        ScoreAggregated.Scope.TRIAL,
                                        report -> report.stepRef().step() > 0)));
    }

    @Test
    void method41ShouldReadTheTestSetOnceAfterTheLastDecisionForEachReportedProgram() {
        List<EvaluationRequested> tests =
                RUN.all(EvaluationRequested.class).stream()
                        .filter(evaluation -> evaluation.split() == Split.TEST)
                        .toList();
        RunState end = RUN.all(RunState.class).getLast();
        assertThat(end.lines())
                .extracting(RunState.Line::name)
                .containsExactly(
                        "seed program",
                        "b",
                        "b with learned description",
                        "third, learned structure");
        List<Program> reported = end.lines().stream().map(RunState.Line::program).toList();
        assertThat(tests).extracting(EvaluationRequested::program).isEqualTo(reported);
        int last =
                RUN.events()
                        .indexOf(
                                RUN.scores(ScoreAggregated.Scope.TRIAL).stream()
                                        .filter(report -> report.split() == Split.VAL)
                                        .filter(report -> report.stepRef().sample() == 0)
                                        .toList()
                                        .getLast());
        assertThat(RUN.events().indexOf(tests.getFirst())).isGreaterThan(last);
        assertThat(RUN.events().subList(0, last))
                .noneMatch(
                        event ->
                                event instanceof LlmRequest request
                                        && EmittedEvents.user(request).contains("test question"));
    }

    /** Recorded answers never serve a re-score. */
    @Test
    void method41ShouldScoreEachReportedProgramOnTheValidationSetAgainAndPayForIt() {
        List<EvaluationRequested> again =
                RUN.all(EvaluationRequested.class).stream()
                        .filter(evaluation -> evaluation.stepRef().sample() == 1)
                        .toList();
        List<TrialId> trials = again.stream().map(one -> one.stepRef().trial()).toList();
        List<LlmResponse> answers =
                RUN.all(LlmResponse.class).stream()
                        .filter(reply -> trials.contains(new TrialId(reply.replyKey())))
                        .toList();
        RunState end = RUN.all(RunState.class).getLast();

        assertThat(again).extracting(EvaluationRequested::split).containsOnly(Split.VAL);
        assertThat(again)
                .extracting(EvaluationRequested::program)
                .isEqualTo(end.lines().stream().map(RunState.Line::program).toList());
        assertThat(answers).hasSize(10 * end.lines().size()).allMatch(LlmResponse::billed);
        assertThat(end.lines()).allSatisfy(line -> assertThat(line.rescoredOutcomes()).hasSize(10));
    }

    private static List<Cost> reports(
            ScoreAggregated.Scope scope, Predicate<ScoreAggregated> which) {
        return RUN.scores(scope).stream().filter(which).map(ScoreAggregated::cost).toList();
    }

    private static Cost sum(List<Cost> costs) {
        return costs.stream().reduce(Cost.NONE, Cost::plus);
    }

    private static EmittedEvents run() {
        return new Scenario()
                .optimizers(reaching("a", 2, 2), reaching("b", 3, 2))
                .meta(new MetaSettings(PROMPT_ROUNDS, STRUCTURE_ROUNDS, 1, 0, InitialScore.TRIAL))
                .script(
                        MetaReplies.script(
                                List.of(
                                        described("reach 4"),
                                        described("reach 5"),
                                        described("reach 1"),
                                        described("reach 2")),
                                List.of(
                                        structure("first", 1, 2),
                                        structure("second", 6, 2),
                                        structure("third", 7, 2))))
                .run();
    }
}
