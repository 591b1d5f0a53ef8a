package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.Failure;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model whose server refuses every request for the same reason, in both searches. */
final class DeadModelTest {
    private static final Reply REFUSED =
            new Reply.Refused(new Failure.Infrastructure("400 no such parameter: seed"));

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void shouldEndARunWhoseStudentRefusesEverything(SearchMode mode) {
        AtomicInteger calls = new AtomicInteger();
        EmittedEvents emitted = scenario(mode, new Script().student(call -> refused(calls))).run();

        assertThat(calls).hasValue(3);
        requireDead(emitted, "program");
        assertThat(end(emitted).lines()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void shouldEndARunWhoseCriticRefusesEverythingWithWhatItHas(SearchMode mode) {
        AtomicInteger calls = new AtomicInteger();
        EmittedEvents emitted = scenario(mode, new Script().critic(call -> refused(calls))).run();

        assertThat(calls).hasValue(3);
        requireDead(emitted, "backward");
        assertThat(end(emitted).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.name()).isEqualTo("seed program"));
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void shouldEndARunWhoseOptimizerRefusesEverything(SearchMode mode) {
        AtomicInteger calls = new AtomicInteger();
        EmittedEvents emitted = scenario(mode, new Script().writer(call -> refused(calls))).run();

        assertThat(calls).hasValue(3);
        requireDead(emitted, "optimizer");
    }

    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void shouldEndARunWhoseMetaModelRefusesEverythingWithWhatItHas(SearchMode mode) {
        AtomicInteger calls = new AtomicInteger();
        EmittedEvents emitted = scenario(mode, new Script().meta(call -> refused(calls))).run();

        assertThat(calls).hasValue(3);
        requireDead(emitted, "meta");
        assertThat(end(emitted).lines()).isNotEmpty();
    }

    /** Single tasks may be refused: a model that answers others is not dead. */
    @ParameterizedTest
    @EnumSource(SearchMode.class)
    void shouldContinueARunWhoseStudentRefusesSomeTasks(SearchMode mode) {
        List<String> refused = List.of("val question 7", "val question 8", "val question 30");
        Function<Call, Reply> some =
                call ->
                        refused.contains(Script.question(call))
                                ? REFUSED
                                : Script.answered(Script.student(call));
        EmittedEvents emitted = scenario(mode, new Script().student(some)).run();

        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(emitted.all(LlmResponse.class))
                .noneMatch(response -> response.failure() instanceof Failure.DeadModel);
    }

    private static void requireDead(EmittedEvents emitted, String model) {
        assertThat(end(emitted).status()).isEqualTo(RunState.Status.FAILED);
        assertThat(end(emitted).reason())
                .isEqualTo(
                        "model %s refuses every request; 3 different ones ended with: 400 no such"
                                + " parameter: seed",
                        model);
    }

    private static Reply refused(AtomicInteger calls) {
        calls.incrementAndGet();
        return REFUSED;
    }

    private static Scenario scenario(SearchMode mode, Script script) {
        return new Scenario()
                .optimizers(TgdPhase.of(3).spec("a"))
                .data(12, 64)
                .meta(new MetaSettings(2, 1, 1, 0, InitialScore.TRIAL).in(mode))
                .script(script);
    }

    private static RunState end(EmittedEvents emitted) {
        return emitted.all(RunState.class).getLast();
    }
}
