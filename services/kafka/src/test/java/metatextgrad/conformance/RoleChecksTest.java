package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Reduce;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.MetaSettings;
import org.junit.jupiter.api.Test;

/**
 * METHOD §6.5 check 47: which model each kind of request goes to. Check 2 covers the base form of a
 * critique: it needs a silent critic.
 */
final class RoleChecksTest {
    @Test
    void method47ShouldAskTheModelThatIsConfiguredForEachKindOfPrompt() {
        Script script = new Script().writer(RoleChecksTest::written);
        EmittedEvents emitted =
                new Scenario()
                        .program(Programs.chain(true))
                        .optimizers(
                                TgdPhase.of(1).reduce(Reduce.SUMMARISE).spec("tgd"),
                                MetaReplies.adas("adas", 1))
                        .data(3, 4)
                        .meta(new MetaSettings(1, 1, 0, 0, MetaSettings.InitialScore.TRIAL))
                        .judge()
                        .script(script)
                        .run();
        assertThat(models(emitted))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                PromptKind.PROGRAM, Set.of("program"),
                                PromptKind.JUDGE, Set.of("judge"),
                                PromptKind.BACKWARD_CHAINED, Set.of("backward"),
                                PromptKind.BACKWARD_FUNCTION, Set.of("backward"),
                                PromptKind.REDUCE, Set.of("optimizer"),
                                PromptKind.UPDATE, Set.of("optimizer"),
                                PromptKind.STRUCTURE, Set.of("optimizer"),
                                PromptKind.META_PROMPT, Set.of("meta"),
                                PromptKind.META_STRUCTURE, Set.of("meta")));
    }

    /** Else its calls would be priced, and its texts be masked, as those of the optimizer. */
    @Test
    void method47ShouldBookRewritesUnderTheModelThatTheirPhaseNames() {
        OptimizerSpec adas = MetaReplies.adas("adas", 1);
        Phase meta = adas.phases().getFirst().withModel(ModelRole.META);
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(new OptimizerSpec("adas", List.of(meta)))
                        .script(new Script().writer(RoleChecksTest::written))
                        .run();

        assertThat(emitted.asked(ModelRole.OPTIMIZER)).isEmpty();
        assertThat(emitted.asked(ModelRole.META))
                .isNotEmpty()
                .allSatisfy(
                        request -> {
                            assertThat(request.model().name()).isEqualTo("meta");
                            assertThat(RequestKind.of(request.role(), request.place()))
                                    .isEqualTo(RequestKind.PROGRAM_REWRITE);
                        });
        RunState end = emitted.all(RunState.class).getLast();
        CallsByRole formula = CallFormula.of(end.request().project(), 10, 2, end.lines().size());
        assertThat(formula.requests())
                .containsEntry(ModelRole.META, (long) emitted.asked(ModelRole.META).size())
                .containsEntry(ModelRole.OPTIMIZER, 0L);
    }

    private static Map<PromptKind, Set<String>> models(EmittedEvents emitted) {
        Map<PromptKind, Set<String>> models = new EnumMap<>(PromptKind.class);
        for (LlmRequest request : emitted.all(LlmRequest.class)) {
            models.computeIfAbsent(PromptKind.of(request.messages()), kind -> new TreeSet<>())
                    .add(request.model().name());
        }
        return models;
    }

    private static Reply written(Call call) {
        return Script.answered(
                switch (PromptKind.of(call.messages())) {
                    case REDUCE -> "all in all";
                    case STRUCTURE -> Script.tagged(Script.between(call.user(), "CURRENT_PROGRAM"));
                    default -> Script.writer(call);
                });
    }
}
