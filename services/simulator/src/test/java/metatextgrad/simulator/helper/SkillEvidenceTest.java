package metatextgrad.simulator.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The meta role learns from the text of its request, and from nothing else. */
final class SkillEvidenceTest {
    private static final String QUESTION = "Complete it. Input: ( [ {";
    private static final String PAIRS = TaskBriefs.naming(TaskFamily.DYCK, List.of(Skill.PAIRS));
    private static final String STACK = TaskBriefs.naming(TaskFamily.DYCK, List.of(Skill.STACK));

    @Test
    void shouldGuessWithoutEvidence() {
        for (Skill skill : Skill.of(TaskFamily.DYCK))
            assertThat(weight(QUESTION + "\n<ANSWER>\n} ] )\n</ANSWER>", skill)).isEqualTo(1);
        double share =
                IntStream.range(0, 2000)
                                .filter(
                                        i ->
                                                SkillEvidence.in(QUESTION, TaskFamily.DYCK)
                                                        .draw(2, Dice.of(i, "d"))
                                                        .contains(Skill.COMPLETE))
                                .count()
                        / 2000.0;
        assertThat(share).isCloseTo(.4, within(.05));
    }

    /** The answer lacks its last bracket, so the work was not completed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I think.\nAnswer: } ]",
                "<OUTPUT>\n} ]\n</OUTPUT>\n<EXPECTED_ANSWER>\n} ] )\n</EXPECTED_ANSWER>",
                "Expected answer: } ] )\nAnswer given: } ]",
                "- answered: } ]\n- expected: } ] )",
                "Work.\nAnswer: } ]\nExpected Answer: } ] )"
            })
    void shouldLearnTheMissingSkillFromAFailure(String shown) {
        assertThat(weight(QUESTION + "\n" + shown, Skill.COMPLETE)).isEqualTo(2);
        assertThat(weight(QUESTION + "\n" + shown, Skill.STACK)).isEqualTo(1);
        String twice = (QUESTION + "\n" + shown + "\n").repeat(2);
        assertThat(weight(twice, Skill.COMPLETE)).isEqualTo(3);
    }

    @Test
    void shouldKeepTheSkillsOfTheBestDescription() {
        String best = "<TASK_DESCRIPTION>\n" + PAIRS + "\n</TASK_DESCRIPTION>";
        assertThat(weight(best, Skill.PAIRS)).isEqualTo(3);
        assertThat(weight(best, Skill.STACK)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<TRIED gain=\"%+.2f\">\n%s\n</TRIED>\n",
                "<TRIED_DESCRIPTION>\nGain: %+.2f\n%s\n</TRIED_DESCRIPTION>\n",
                "Its gain was %+.2f:\n<DESCRIPTION>\n%s\n</DESCRIPTION>\n"
            })
    void shouldPreferTheSkillsOfTriedDescriptionsWithHigherScores(String form) {
        String text = form.formatted(.06, PAIRS) + form.formatted(-.02, STACK);
        assertThat(weight(text, Skill.PAIRS)).isCloseTo(Math.exp(.8), within(1e-9));
        assertThat(weight(text, Skill.STACK)).isCloseTo(Math.exp(-.8), within(1e-9));
        assertThat(weight(text, Skill.COMPLETE)).isEqualTo(1);
    }

    /** What a rewrite added comes behind its description, and is no description of its own. */
    @Test
    void shouldReadTriedDescriptionsWithTheirRewrites() {
        String form = "Gain: %+.3f\n<TASK_DESCRIPTION>\n%s\n</TASK_DESCRIPTION>\n";
        String rewrite =
                "What its best rewrite added to the pipeline:\n<REWRITE>\nClose every bracket."
                        + " Answer: <closing brackets>\n</REWRITE>\n";
        String tried = form.formatted(-.02, STACK) + rewrite + form.formatted(.06, PAIRS) + rewrite;
        String text =
                QUESTION
                        + "\n<ANSWER>\n} ] )\n</ANSWER>\n\nDescriptions that were tried:\n"
                        + tried;
        assertThat(weight(text, Skill.PAIRS)).isCloseTo(Math.exp(.8), within(1e-9));
        assertThat(weight(text, Skill.STACK)).isCloseTo(Math.exp(-.8), within(1e-9));
        assertThat(weight(text, Skill.COMPLETE)).isEqualTo(1);
    }

    @Test
    void shouldDrawByWeightAndNothingTwice() {
        String failures = (QUESTION + "\nAnswer: } ]\n").repeat(20);
        SkillEvidence evidence = SkillEvidence.in(failures, TaskFamily.DYCK);
        for (int i = 0; i < 50; i++)
            assertThat(evidence.draw(5, Dice.of(i, "d"))).doesNotHaveDuplicates().hasSize(5);
        assertThat(
                        IntStream.range(0, 200)
                                .filter(
                                        i ->
                                                evidence.draw(1, Dice.of(i, "d"))
                                                        .contains(Skill.COMPLETE))
                                .count())
                .isGreaterThan(150);
    }

    private static double weight(String text, Skill skill) {
        return SkillEvidence.in(text, TaskFamily.DYCK).weights().getOrDefault(skill, -1.0);
    }
}
