package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.described;
import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** METHOD §6.3 checks 27 to 29, 31 and 32: how rounds of the prompt phase begin and end. */
final class MetaRoundChecksTest {
    private static final String GOOD = described("reach 5");

    @ParameterizedTest
    @MethodSource("replies")
    void method27ShouldTakeTheLastJsonObjectWithTheFieldAndNothingElse(
            String reply, String description) {
        Deque<String> left = new ArrayDeque<>(List.of(reply, reply, GOOD));
        Script script =
                new Script()
                        .writer(MetaReplies::reaching)
                        .meta(call -> Script.answered(left.remove()));
        EmittedEvents emitted =
                new Scenario().optimizers(reaching("a", 2, 1)).rounds(2).script(script).run();
        List<RoundEnd> ends = emitted.all(RunState.class).getLast().rounds();
        if (description != null) {
            assertThat(emitted.all(MetaPromptPublished.class).get(1).spec().taskDescription())
                    .isEqualTo(description);
            return;
        }
        assertThat(emitted.asked(ModelRole.META)).hasSize(2 + 1);
        assertThat(ends)
                .extracting(RoundEnd::round, RoundEnd::verdict, RoundEnd::against)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(0, Verdict.BASE, .1),
                        org.assertj.core.api.Assertions.tuple(1, Verdict.INVALID, .2),
                        org.assertj.core.api.Assertions.tuple(2, Verdict.ADOPTED, .2));
        assertThat(emitted.all(MetaPromptPublished.class)).hasSize(2);
    }

    /** Returns 25 replies with the proposal of each; null if the reply is unusable. */
    static List<Object[]> replies() {
        String inner = "reach 3 {x} }{ \\\"quoted\\\"";
        String literal = "reach 3 {x} }{ \"quoted\"";
        List<Object[]> rows = new ArrayList<>();
        row(rows, described("reach 3"), "reach 3");
        row(rows, "```json\n" + described("reach 3") + "\n```", "reach 3");
        row(rows, "```\n" + described("reach 3") + "\n```", "reach 3");
        row(rows, "Analysis.\n" + described("reach 3") + "\nDone.", "reach 3");
        row(rows, described("reach 2") + "\nBetter:\n" + described("reach 3"), "reach 3");
        row(rows, described("reach 3") + "\n{\"note\": 1}", "reach 3");
        row(rows, "{\"note\": {\"x\": 1}} " + described("reach 3"), "reach 3");
        row(rows, described(inner), literal);
        row(rows, "{ not json } " + described("reach 3"), "reach 3");
        row(rows, described("reach 3") + " { broken", "reach 3");
        row(rows, described("  reach 3  "), "reach 3");
        row(rows, "{\"analysis\": \"x\", \"improved_task_description\": \"reach 3\"}", "reach 3");
        row(rows, described("reach 3 \\u00e9 \\uD83D\\uDE00"), "reach 3 \u00e9 \uD83D\uDE00");
        row(rows, "", null);
        row(rows, "reach 3", null);
        row(rows, "{}", null);
        row(rows, described(""), null);
        row(rows, described("   "), null);
        row(rows, "{\"improved_task_description\": 7}", null);
        row(rows, "{\"improved_task_description\": [\"reach 3\"]}", null);
        row(rows, "{\"improved_task_description\": \"reach 3\"", null);
        row(rows, "{\"task_description\": \"reach 3\"}", null);
        row(rows, "improved_task_description: reach 3", null);
        row(rows, "<improved_task_description>reach 3</improved_task_description>", null);
        row(rows, described("reach 3 \\uD83D"), null);
        return rows;
    }

    private static void row(List<Object[]> rows, String reply, String description) {
        rows.add(new Object[] {reply, description});
    }

    @Test
    void method28ShouldUseADescriptionLiterally() {
        String text =
                "reach 3 {x} {{value}} }} $1 ${role} <CURRENT_TEXT> </FEEDBACK> {{#gradients}}";
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(reaching("a", 2, 1))
                        .rounds(1)
                        .script(MetaReplies.script(List.of(described(text)), List.of()))
                        .run();
        LlmRequest update = emitted.asked(ModelRole.OPTIMIZER).getLast();
        assertThat(update.messages().getFirst().content())
                .startsWith(
                        "<TASK_DESCRIPTION>\n" + text + "\n</TASK_DESCRIPTION>\n\nYou will see");
        assertThat(emitted.all(MetaPromptPublished.class).getLast().spec().taskDescription())
                .isEqualTo(text);
    }

    @Test
    void method29ShouldTryTheOptimizerAsGivenOnceBeforeTheFirstProposal() {
        EmittedEvents emitted = initial(InitialScore.TRIAL, 1);
        assertThat(emitted.all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::round)
                .containsExactly(0, 1);
        assertThat(draws(emitted)).isEmpty();
        assertThat(verdicts(emitted)).containsExactly(Verdict.BASE, Verdict.REJECTED);
    }

    @Test
    void method29ShouldStartAtZeroWithADrawOfItsOwnInThePseudocodesMode() {
        EmittedEvents emitted = initial(InitialScore.ZERO, 1);
        assertThat(emitted.all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::round)
                .containsExactly(1);
        assertThat(draws(emitted)).hasSize(1);
        assertThat(verdicts(emitted)).containsExactly(Verdict.ADOPTED);
        assertThat(emitted.all(RunState.class).getLast().rounds())
                .extracting(RoundEnd::against)
                .containsExactly(0.);
    }

    /** The unchanged optimizer reaches .2, the proposed one .1. */
    private static EmittedEvents initial(InitialScore mode, int reach) {
        return new Scenario()
                .optimizers(reaching("a", 2, 1))
                .meta(new MetaSettings(1, 0, 1, 0, mode))
                .script(MetaReplies.script(List.of(described("reach " + reach)), List.of()))
                .run();
    }

    @Test
    void method31ShouldBuyTwoProposalsForTheSameRequest() {
        EmittedEvents emitted =
                new Scenario()
                        .data(1, 10)
                        .batch(1)
                        .optimizers(reaching("a", 2, 1))
                        .rounds(2)
                        .script(
                                MetaReplies.script(
                                        List.of(described("reach 1"), described("reach 0")),
                                        List.of()))
                        .run();
        List<LlmRequest> asked = emitted.asked(ModelRole.META);
        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst().messages()).isEqualTo(asked.getLast().messages());
        assertThat(asked.getFirst().callKey()).isNotEqualTo(asked.getLast().callKey());
        assertThat(emitted.all(LlmResponse.class))
                .filteredOn(reply -> reply.requester() == metatextgrad.llm.Requester.META)
                .extracting(LlmResponse::billed)
                .containsExactly(true, true);
    }

    @Test
    void method32ShouldDrawTheSamePairsOnReplayAndBringThemWithTheTrialBefore() {
        EmittedEvents emitted = drawing();
        List<MetaPromptPublished> prompts = emitted.all(MetaPromptPublished.class);
        List<TaskSubmitted> train =
                emitted.all(TaskSubmitted.class).stream()
                        .filter(task -> task.split() == Split.TRAIN)
                        .toList();
        for (int round = 1; round < prompts.size(); round++) {
            MetaPromptPublished before = prompts.get(round - 1);
            TaskSubmitted drawn = draw(emitted, before);
            assertThat(drawn).isIn(train);
            assertThat(prompts.get(round).drawn()).isEqualTo(drawn.id());
            assertThat(EmittedEvents.user(emitted.asked(ModelRole.META).get(round - 1)))
                    .contains("<QUESTION>\n" + drawn.input() + "\n");
        }
        List<TaskId> drawn = prompts.stream().skip(1).map(MetaPromptPublished::drawn).toList();
        assertThat(drawn).hasSize(3);
        assertThat(drawn.stream().distinct()).hasSizeGreaterThan(1);
        assertThat(drawing().all(MetaPromptPublished.class)).isEqualTo(prompts);
        assertThat(draws(emitted)).isEmpty();
    }

    private static EmittedEvents drawing() {
        return new Scenario()
                .optimizers(reaching("a", 2, 1))
                .rounds(3)
                .script(
                        MetaReplies.script(
                                List.of(
                                        described("reach 3"),
                                        described("reach 4"),
                                        described("reach 5")),
                                List.of()))
                .run();
    }

    private static TaskSubmitted draw(EmittedEvents emitted, MetaPromptPublished prompt) {
        ScoreAggregated report =
                emitted.scores(ScoreAggregated.Scope.TRIAL).stream()
                        .filter(r -> r.stepRef().trial().equals(prompt.stepRef().trial()))
                        .findFirst()
                        .orElseThrow();
        if (report.draw() == null) throw new IllegalStateException("no draw with " + prompt);
        return report.draw();
    }

    private static List<Event> draws(EmittedEvents emitted) {
        return emitted.events().stream()
                .filter(
                        event ->
                                event instanceof EvaluationRequested evaluation
                                        && evaluation.empty())
                .toList();
    }

    private static List<Verdict> verdicts(EmittedEvents emitted) {
        return emitted.all(RunState.class).getLast().rounds().stream()
                .map(RoundEnd::verdict)
                .toList();
    }
}
