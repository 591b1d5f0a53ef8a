package metatextgrad.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.candidate.CallCount;
import metatextgrad.candidate.CandidateItems;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Gradient;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings.Critiques;
import org.junit.jupiter.api.Test;

final class GradientDeciderTest {
    private static final NodeOutput PLAN = new NodeOutput("plan", 0, "the plan");
    private static final NodeOutput SOLVED = new NodeOutput("solve", 0, "the answer");

    private final GradientDecider decider = new GradientDecider();

    @Test
    void shouldCriticiseFromTheAnswerBackToTheFirstPrompt() {
        assertThat(places(CandidateItems.loss(CandidateItems.CHAIN, Score.WRONG, PLAN, SOLVED)))
                .containsExactly("loss", "solve-0-prompt", "solve-0-plan", "plan-0-prompt");
    }

    @Test
    void shouldSendAsManyRequestsAsTheFormula() {
        assertThat(asked(CandidateItems.loss(CandidateItems.ONE, Score.WRONG, SOLVED)))
                .hasSize(CallCount.of(CandidateItems.ONE).backward());
        assertThat(asked(CandidateItems.loss(CandidateItems.CHAIN, Score.WRONG, PLAN, SOLVED)))
                .hasSize(CallCount.of(CandidateItems.CHAIN).backward());
    }

    /** Small models reply that nothing has to change wherever a request offers it. */
    @Test
    void shouldOfferToChangeNothingOnlyForARightAnswer() {
        assertThat(ofAnswer(Score.CORRECT))
                .endsWith(
                        """
                        If the function is satisfied, keep the answer: reply with `NOTHING TO CHANGE` and nothing else. If it is not, say how this answer has to change so that it is, and which way of working leads there. Give criticism only; do not write the new answer.\
                        """);
        assertThat(List.of(ofAnswer(Score.WRONG), ofAnswer(Score.UNPARSEABLE)))
                .allSatisfy(
                        request ->
                                assertThat(request)
                                        .doesNotContain("NOTHING TO CHANGE")
                                        .endsWith(
                                                """
                                                </RESULT>

                                                The function is not satisfied. Say how this answer has to change so that it is, and which way of working leads there. Give criticism only; do not write the new answer.\
                                                """));
    }

    @Test
    void shouldDemandAChangeOfTheOnlyPromptOfAWrongAnswer() {
        String demand =
                "</TEXT>\n\n"
                        + "Say how this text has to change so that the output would have been free of"
                        + " this criticism. Give criticism only; do not write a new version.";
        assertThat(ofPrompt(CandidateItems.ONE, Score.WRONG, "Count again.")).endsWith(demand);
        assertThat(
                        List.of(
                                ofPrompt(CandidateItems.ONE, Score.CORRECT, "Well done."),
                                ofPrompt(CandidateItems.ONE, Score.WRONG, "NOTHING TO CHANGE"),
                                ofPrompt(CandidateItems.CHAIN, Score.WRONG, "Count again.")))
                .allSatisfy(
                        request ->
                                assertThat(request)
                                        .endsWith(
                                                "</TEXT>\n\n"
                                                        + "If the criticism asks for nothing, keep the"
                                                        + " text: reply with `NOTHING TO CHANGE` and"
                                                        + " nothing else. If it does, say how this text"
                                                        + " has to change so that the output would have"
                                                        + " been free of this criticism. Give criticism"
                                                        + " only; do not write a new version."));
    }

    @Test
    void shouldShowTheCallsOfARightAnswerAndOfNoOther() {
        assertThat(end(CandidateItems.loss(CandidateItems.CHAIN, Score.CORRECT, PLAN, SOLVED)))
                .extracting(GradientComputed::demonstrations)
                .isEqualTo(
                        List.of(
                                new Demonstration("plan", "a,b,c", "the plan"),
                                new Demonstration("solve", "the plan", "the answer")));
        assertThat(end(CandidateItems.loss(CandidateItems.CHAIN, Score.WRONG, PLAN, SOLVED)))
                .extracting(GradientComputed::demonstrations)
                .isEqualTo(List.of());
    }

    @Test
    void shouldListTheCritiquesOfAllPartsOfASplit() {
        GradientComputed item =
                end(
                        CandidateItems.loss(
                                CandidateItems.PARTS,
                                Score.WRONG,
                                new NodeOutput("each", 0, "A"),
                                new NodeOutput("each", 1, "B"),
                                new NodeOutput("each", 2, "C")));
        assertThat(item.gradients())
                .extracting(Gradient::variable, Gradient::input, Gradient::output)
                .containsExactly(
                        tuple("each", "a", "A"), tuple("each", "b", "B"), tuple("each", "c", "C"));
    }

    @Test
    void shouldCriticiseThePromptWhoseCallEndedWithoutText() {
        TextualLoss loss = CandidateItems.loss(CandidateItems.ONE, Score.UNPARSEABLE);
        assertThat(places(loss)).containsExactly("loss", "solve-0-prompt");
        assertThat(end(loss).gradients())
                .containsExactly(
                        new Gradient(
                                "solve",
                                "critique 2",
                                "a,b,c",
                                "",
                                "the answer of the program",
                                "x"));
    }

    @Test
    void shouldPassFeedbackOverCallsThatNeverWereMade() {
        TextualLoss loss = CandidateItems.loss(CandidateItems.CHAIN, Score.UNPARSEABLE);
        List<LlmRequest> asked = asked(loss);
        assertThat(places(loss)).containsExactly("loss", "plan-0-prompt");
        assertThat(asked.getLast().messages().getLast().content())
                .contains("<FEEDBACK>\ncritique 1\n</FEEDBACK>");
    }

    @Test
    void shouldCriticiseOnlyCallsThatWereMade() {
        assertThat(
                        places(
                                CandidateItems.loss(
                                        CandidateItems.PARTS,
                                        Score.UNPARSEABLE,
                                        new NodeOutput("each", 0, "A"))))
                .containsExactly("loss", "each-0-prompt", "each-1-prompt");
    }

    @Test
    void shouldComputeNoGradientForAnItemWithoutAScore() {
        assertThat(decider.handle(CandidateItems.loss(CandidateItems.ONE, Score.INFRASTRUCTURE)))
                .singleElement()
                .satisfies(event -> assertThat(((GradientComputed) event).gradients()).isEmpty());
    }

    @Test
    void shouldSkipRightAnswersIfConfiguredAndCountTheSkippedCalls() {
        TextualLoss right =
                CandidateItems.loss(
                        CandidateItems.item(CandidateItems.CHAIN, Split.TRAIN, true),
                        Score.CORRECT,
                        PLAN,
                        SOLVED);
        assertThat(decider.handle(right))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(((GradientComputed) event).gradients()).isEmpty();
                            assertThat(((GradientComputed) event).skipped()).isEqualTo(4);
                        });
    }

    @Test
    void shouldIgnoreLossesOutsideTraining() {
        assertThat(
                        decider.handle(
                                CandidateItems.loss(
                                        CandidateItems.item(CandidateItems.ONE, Split.VAL, false),
                                        Score.WRONG)))
                .isEmpty();
    }

    @Test
    void shouldGoOnWithoutACritiqueThatStaysUnusable() {
        LlmRequest zero = first(CandidateItems.loss(CandidateItems.ONE, Score.WRONG, SOLVED));
        LlmRequest one = (LlmRequest) next(zero, Outcome.INVALID, "", "empty");
        LlmRequest two = (LlmRequest) next(one, Outcome.INVALID, "", "empty");
        LlmRequest prompt = (LlmRequest) next(two, Outcome.INVALID, "", "empty");
        assertThat(prompt.place()).isEqualTo("TRAIN-00000/solve-0-prompt");
        assertThat(prompt.attempt()).isZero();
        assertThat(prompt.messages().getLast().content()).doesNotContain("<FEEDBACK>");
    }

    @Test
    void shouldAskARaceOnceMoreForACritiqueOfAWrongAnswerThatAsksForNothing() {
        for (String nothing : List.of("NOTHING TO CHANGE", "nothing to change.", "  ")) {
            LlmRequest first = first(inRace(Score.WRONG));
            LlmRequest again = (LlmRequest) next(first, Outcome.OK, nothing, "");

            assertThat(again.place()).isEqualTo(first.place());
            assertThat(again.attempt()).isEqualTo(3);
            assertThat(again.callKey()).isNotEqualTo(first.callKey());
            assertThat(again.messages().getLast().content())
                    .isEqualTo(
                            """
                            The answer of the program is wrong. The expected answer is:
                            <EXPECTED>
                            x
                            </EXPECTED>
                            Compare the two first, then criticise. Speak about the cause, and do not \
                            give away this answer.

                            """
                                    + first.messages().getLast().content());
            LlmRequest prompt = (LlmRequest) next(again, Outcome.OK, nothing, "");
            assertThat(prompt.place()).isEqualTo("TRAIN-00000/solve-0-prompt");
            assertThat(prompt.attempt()).isZero();
        }
    }

    @Test
    void shouldUseTheSecondCritiqueAndLeaveEmptyOnesOut() {
        LlmRequest answer = first(inRace(Score.WRONG));
        LlmRequest prompt = (LlmRequest) next(answer, Outcome.OK, "count again", "");
        LlmRequest again = (LlmRequest) next(prompt, Outcome.OK, "NOTHING TO CHANGE", "");
        GradientComputed better = (GradientComputed) next(again, Outcome.OK, "ask to count", "");
        assertThat(better.gradients()).extracting(Gradient::text).containsExactly("ask to count");

        GradientComputed none = (GradientComputed) next(again, Outcome.OK, "NOTHING TO CHANGE", "");
        assertThat(none.gradients()).isEmpty();
        GradientComputed unusable = (GradientComputed) next(again, Outcome.INVALID, "", "empty");
        assertThat(unusable.gradients()).isEmpty();
    }

    @Test
    void shouldAcceptThatNothingChangesForARightAnswerAndInThePapersSearch() {
        LlmRequest right = first(inRace(Score.CORRECT));
        LlmRequest paper = first(CandidateItems.loss(CandidateItems.ONE, Score.WRONG, SOLVED));
        for (LlmRequest request : List.of(right, paper))
            assertThat(((LlmRequest) next(request, Outcome.OK, "NOTHING TO CHANGE", "")).place())
                    .isEqualTo("TRAIN-00000/solve-0-prompt");
    }

    @Test
    void shouldRequestNoCritiqueForAStepThatShowsNone() {
        for (Score score : List.of(Score.WRONG, Score.CORRECT)) {
            GradientComputed computed =
                    (GradientComputed)
                            new GradientDecider()
                                    .react(new GradientInput.Loss(race(score, Critiques.NONE)))
                                    .getFirst();

            assertThat(computed.gradients()).isEmpty();
            assertThat(computed.skipped()).isEqualTo(2);
            assertThat(computed.score()).isEqualTo(score);
        }
    }

    /** Only the agreed reply counts; a model may call a text good and still criticise it. */
    @Test
    void shouldNotReadTheWordingOfACritique() {
        LlmRequest request = first(inRace(Score.WRONG));
        LlmRequest next =
                (LlmRequest)
                        next(
                                request,
                                Outcome.OK,
                                "The text does not need to change, there is nothing to change.",
                                "");
        assertThat(next.place()).isEqualTo("TRAIN-00000/solve-0-prompt");
    }

    private static TextualLoss inRace(Score score) {
        return race(score, Critiques.AGAIN);
    }

    private static TextualLoss race(Score score, Critiques critiques) {
        Item item = CandidateItems.item(CandidateItems.ONE, Split.TRAIN, false);
        return CandidateItems.loss(
                new Item(
                        item.stepRef(),
                        item.slot(),
                        item.task(),
                        item.program(),
                        item.settings().with(critiques)),
                score,
                SOLVED);
    }

    @Test
    void shouldEndAnItemWhoseCriticFailed() {
        LlmRequest request = first(CandidateItems.loss(CandidateItems.ONE, Score.WRONG, SOLVED));
        assertThat(((GradientComputed) next(request, Outcome.TIMEOUT, "", "slow")).gradients())
                .isEmpty();
    }

    private List<String> places(TextualLoss loss) {
        return asked(loss).stream()
                .map(request -> request.place().substring("TRAIN-00000/".length()))
                .toList();
    }

    /** All requests for critiques; the answer to each is its number. */
    private List<LlmRequest> asked(TextualLoss loss) {
        List<LlmRequest> asked = new ArrayList<>();
        Event event = decider.handle(loss).getFirst();
        while (event instanceof LlmRequest request) {
            asked.add(request);
            event = next(request, Outcome.OK, "critique " + asked.size(), "");
        }
        return asked;
    }

    private GradientComputed end(TextualLoss loss) {
        LlmRequest last = asked(loss).getLast();
        return (GradientComputed) next(last, Outcome.OK, "critique " + asked(loss).size(), "");
    }

    private String ofPrompt(Program program, Score score, String above) {
        LlmRequest first = first(CandidateItems.loss(program, score, PLAN, SOLVED));
        LlmRequest second = (LlmRequest) next(first, Outcome.OK, above, "");
        return second.messages().getLast().content();
    }

    private String ofAnswer(Score score) {
        TextualLoss loss = CandidateItems.loss(CandidateItems.ONE, score, SOLVED);
        return first(loss).messages().getLast().content();
    }

    private LlmRequest first(TextualLoss loss) {
        return (LlmRequest) decider.handle(loss).getFirst();
    }

    private Event next(LlmRequest request, Outcome outcome, String text, String reason) {
        List<Event> all = decider.handle(CandidateItems.response(request, outcome, text, reason));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
