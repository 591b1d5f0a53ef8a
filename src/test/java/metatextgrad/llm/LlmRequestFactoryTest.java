package metatextgrad.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts that each role may see (RELIABILITY §11.3, ADR 17). */
final class LlmRequestFactoryTest {
    private static final List<Message> RAW =
            List.of(Message.system("Be brief."), Message.user("From: kim@example.net\nHello."));
    private static final List<Message> HIDDEN =
            List.of(Message.system("Be brief."), Message.user("From: [e-mail]\nHello."));

    @ParameterizedTest
    @EnumSource(names = {"PROGRAM", "JUDGE"})
    void shouldNotRedactTextsForAnsweringAndScoringRoles(ModelRole role) {
        assertThat(reusable(role, settings(Set.of())).messages()).isEqualTo(RAW);
        assertThat(salted(role, settings(Set.of())).messages()).isEqualTo(RAW);
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKWARD", "OPTIMIZER", "META"})
    void shouldRedactSecretsForReflectingRoles(ModelRole role) {
        assertThat(reusable(role, settings(Set.of())).messages()).isEqualTo(HIDDEN);
        assertThat(salted(role, settings(Set.of())).messages()).isEqualTo(HIDDEN);
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKWARD", "OPTIMIZER", "META"})
    void shouldNotRedactIfTheProjectAllowsRawText(ModelRole role) {
        LoopSettings one = settings(Set.of(role));

        assertThat(reusable(role, one).messages()).isEqualTo(RAW);
        assertThat(salted(role, one).messages()).isEqualTo(RAW);
        assertThat(ModelRole.values()).filteredOn(one::hides).hasSize(2).doesNotContain(role);
    }

    @Test
    void shouldMakeTheSameCallIfNothingIsRedacted() {
        List<Message> plain = List.of(Message.user("2 + 2 = 4, [ { } ]"));
        LlmRequestFactory asking = asking();

        assertThat(
                        asking.reusable(
                                        ModelRole.BACKWARD,
                                        settings(Set.of()),
                                        plain,
                                        new NoContext())
                                .callKey())
                .isEqualTo(
                        asking.reusable(
                                        ModelRole.BACKWARD,
                                        settings(Set.of(ModelRole.BACKWARD)),
                                        plain,
                                        new NoContext())
                                .callKey());
    }

    /** So the worker answers them from the records of the origin, each request once. */
    @Test
    void shouldRepeatTheCallsOfTheOriginInAFork() {
        RunId run = new RunId("r");
        LlmRequest ofOrigin = salted(run);
        LlmRequest ofFork = salted(run.fork("x"));

        assertThat(ofFork.callKey()).isEqualTo(ofOrigin.callKey());
        assertThat(ofFork.seed()).isEqualTo(ofOrigin.seed());
        assertThat(ofFork.requestId()).isNotEqualTo(ofOrigin.requestId());
        assertThat(salted(new RunId("r2")).callKey()).isNotEqualTo(ofOrigin.callKey());
    }

    private static LlmRequest salted(RunId run) {
        TrialId trial = TrialId.of("t", run);
        StepRef stepRef = new StepRef(new ProjectId("p"), run, trial, 1, 0);
        LoopSettings settings = settings(Set.of());
        return new LlmRequestFactory(Requester.GRADIENT, stepRef, trial.value(), "place", 0)
                .salted(ModelRole.BACKWARD, settings, settings.model(ModelRole.BACKWARD), RAW);
    }

    @Test
    void shouldRejectARoleThatAlwaysSeesRawText() {
        Set<ModelRole> judge = Set.of(ModelRole.JUDGE);

        assertThatThrownBy(() -> settings(judge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rawText: JUDGE always sees the raw text");
    }

    private static LlmRequest reusable(ModelRole role, LoopSettings settings) {
        return asking().reusable(role, settings, RAW, new NoContext());
    }

    private static LlmRequest salted(ModelRole role, LoopSettings settings) {
        return asking().salted(role, settings, settings.model(role), RAW);
    }

    private static LlmRequestFactory asking() {
        StepRef stepRef = new StepRef(new ProjectId("p"), new RunId("r"), new TrialId("t"), 1, 0);
        return new LlmRequestFactory(Requester.GRADIENT, stepRef, "key", "place", 0);
    }

    private static LoopSettings settings(Set<ModelRole> rawText) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 60));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                3,
                AcceptanceRule.PAPER,
                true,
                .95,
                .8,
                96 * 1024,
                rawText);
    }
}
