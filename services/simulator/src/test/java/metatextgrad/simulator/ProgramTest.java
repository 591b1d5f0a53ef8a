package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of a program use the output of other calls that their messages contain. */
final class ProgramTest {
    private static final String QUESTION = "Complete the sequence. Input: ( [ ( [";
    private static final String COPIER = "You only copy the answer. End with `Answer: ...`";
    private static final String OWN_KIND = "A bracket may only be closed by its own kind.";

    private final RoleClient demo = new RoleClient(new Simulator(Worlds.find("demo"), 1));
    private final RoleClient hurts =
            new RoleClient(new Simulator(Worlds.find("structure-hurts"), 1));

    @Test
    void shouldPlanWhatItWasTaughtAndGiveNoAnswer() {
        String prompt = Chain.PLANNER + "\n" + OWN_KIND + "\nBe friendly.";
        assertThat(demo.answer(prompt, QUESTION, 0))
                .isEqualTo("This is how to go about it:\n- " + OWN_KIND);
        assertThat(demo.answer(Chain.PLANNER, QUESTION, 0))
                .isEqualTo("This is how to go about it: with care.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    You are a planner. Make a plan for the brackets.     | true
                    Analyze the sequence. Do not give the answer.        | true
                    Make a plan, then end with `Answer: ...`             | false
                    You complete bracket sequences.                      | false
                    """)
    void shouldPlanOnlyIfThePromptRequestsAPlanAndNoAnswer(String prompt, boolean plans) {
        assertThat(demo.answer(prompt, QUESTION, 0).startsWith("This is how")).isEqualTo(plans);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGainFromAPlanAsFromItsOwnPrompt(TaskFamily task) {
        List<String> items = Items.of(task, 40, 400);
        Chain chain = new Chain(demo);
        double alone = demo.accuracy(Chain.prompt(task, 1), items);
        double both = demo.accuracy(Chain.prompt(task, 2), items);
        double planned = Chain.share(items, item -> chain.solved(task, item));
        System.out.printf("%s alone %.3f both %.3f planned %.3f%n", task, alone, both, planned);
        assertThat(planned).isBetween(both - .05, both + .05).isGreaterThan(alone + .02);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "planner:\n%s\n\ntask:\n%s",
                "task:\n%2$s\n\nplanner:\n%1$s",
                "Plan: %s\nQuestion: %s",
                "Plan: %s\n\nQuestion: %s\nGo.",
            })
    void shouldReadAPlanAnywhereInAMessage(String template) {
        String plan = demo.answer(Chain.PLANNER + "\n" + OWN_KIND, QUESTION, 0);
        String reader = Chain.PLANNER;
        assertThat(demo.answer(reader, template.formatted(plan, QUESTION), 0)).isEqualTo(plan);
    }

    @Test
    void shouldRelyOnADraftUnlessTaughtToCheck() {
        String message = Chain.message(QUESTION, "solver", "I tried.\nAnswer: ] ]");
        for (int seed = 0; seed < 20; seed++) {
            assertThat(demo.answer("You answer. End with `Answer: ...`", message, seed))
                    .endsWith(" ] ]");
        }
    }

    @Test
    void shouldFindErrorsAtTheRateOfItsOwnAttempts() {
        List<String> items = Items.of(TaskFamily.DYCK, 41, 400);
        double wrong = checked(items, item -> ") ) ) ) ) ) ) ) )");
        double right = checked(items, item -> Items.read(item).target());
        double alone = demo.accuracy(Chain.prompt(TaskFamily.DYCK, 1), items);
        System.out.printf("corrected %.3f kept %.3f alone %.3f%n", wrong, right, alone);
        assertThat(wrong).isBetween(alone - .08, alone + .08);
        assertThat(right).isBetween(.94, .99);
    }

    private double checked(List<String> items, UnaryOperator<String> draft) {
        String prompt = Chain.CHECKER + "\n" + Chain.sentences(TaskFamily.DYCK).getFirst();
        return Chain.share(
                items,
                item ->
                        demo.answer(
                                prompt,
                                Chain.message(item, "solver", "Answer: " + draft.apply(item)),
                                0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I put it in order.\nAnswer: a b c",
                "I put it in order. So I get a b c",
                "one:\nAnswer: a b c\n\ntwo:\nAnswer: c b a\n\nthree:\nAnswer: a b c",
            })
    void shouldPassOnAnAnswerWithoutSeeingTheQuestion(String message) {
        assertThat(demo.answer(COPIER, message, 1)).isEqualTo("Answer: a b c");
    }

    @Test
    void shouldFindNothingToDoWithoutQuestionAndAnswer() {
        assertThat(demo.answer(COPIER, "Answer: 5\n\nWhat about tea?", 0)).startsWith("I am sorry");
        assertThat(demo.answer(COPIER, "Hello.", 0)).startsWith("I am sorry");
    }

    @Test
    void shouldIgnoreExamplesAndTemplates() {
        String prompt = Prompts.seed(TaskFamily.DYCK);
        String plain = demo.answer(prompt, QUESTION, 2);
        String examples = "Input: < (\n\nAnswer: ) >\n\nNow you.\n\n" + QUESTION;
        assertThat(demo.answer(prompt, examples, 2)).isEqualTo(plain);
        String oneBlock = "Input: < (\nAnswer: ) >\n" + QUESTION;
        assertThat(demo.answer(prompt, oneBlock, 2)).isEqualTo(plain);
        assertThat(demo.answer(prompt, "Please.\n\n" + QUESTION + "\nThanks.", 2)).isEqualTo(plain);
    }

    @Test
    void shouldUseNoMoreSkillsOfAPromptThanTheWorldAllows() {
        RoleClient helps = new RoleClient(new Simulator(Worlds.find("structure-helps"), 1));
        List<String> items = Items.of(TaskFamily.DYCK, 42, 400);
        double one = helps.accuracy(Chain.prompt(TaskFamily.DYCK, 1), items);
        double five = helps.accuracy(Chain.prompt(TaskFamily.DYCK, 5), items);
        assertThat(five).isLessThan(one + .03);
        String planner = Chain.PLANNER + "\n" + String.join("\n", Chain.sentences(TaskFamily.DYCK));
        assertThat(helps.answer(planner, QUESTION, 0).lines()).hasSize(2);
    }

    @Test
    void shouldLoseLinesAndAnswersAtTheRatesOfTheWorld() {
        String planner = Chain.PLANNER + "\n" + OWN_KIND;
        String message = "solver:\nAnswer: ] ) ] )";
        assertThat(share(seed -> hurts.answer(planner, QUESTION, seed).endsWith("with care.")))
                .isBetween(.29, .41);
        assertThat(share(seed -> !hurts.answer(COPIER, message, seed).endsWith(" ] ) ] )")))
                .isBetween(.10, .20);
        assertThat(share(seed -> demo.answer(COPIER, message, seed).endsWith(" ] ) ] )")))
                .isEqualTo(1);
    }

    @Test
    void shouldTeachNothingByStatingAPurpose() {
        for (String text :
                List.of(Chain.PLANNER, "This is how to go about it: with care.", "Verify it.")) {
            assertThat(SkillReader.taught(text)).isEmpty();
        }
    }

    private static double share(IntPredicate which) {
        return IntStream.range(0, 600).filter(which).count() / 600.0;
    }
}
