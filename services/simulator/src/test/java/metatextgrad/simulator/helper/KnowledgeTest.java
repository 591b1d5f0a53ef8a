package metatextgrad.simulator.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import metatextgrad.simulator.skill.SkillReader;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KnowledgeTest {
    private static final String ITEM = "Complete it. Input: ( [ {";
    private static final String NAMES_PAIRS =
            TaskBriefs.naming(TaskFamily.DYCK, List.of(Skill.PAIRS));

    /** Otherwise a description by the meta role, or the ideal one, would name something else. */
    @ParameterizedTest
    @EnumSource
    void shouldReadTheSkillsThatADescriptionNames(TaskFamily task) {
        for (Skill skill : Skill.of(task)) {
            for (String focus : Phrases.briefs().focus()) {
                String description =
                        Phrases.briefs().opening(task)
                                + " "
                                + focus.formatted(Phrases.briefs().idea(skill));
                assertThat(SkillReader.taught(description)).as(description).containsExactly(skill);
            }
        }
        assertThat(SkillReader.taught(TaskBriefs.vague(task))).isEmpty();
    }

    @Test
    void shouldWriteANamedSkillThatTheTextDoesNotTeach() {
        assertThat(written(1, NAMES_PAIRS, "Think.", ITEM)).isEqualTo(1);
        String taught = "Close each bracket only with a bracket of its own kind.";
        assertThat(SkillReader.taught(taught)).containsExactly(Skill.PAIRS);
        assertThat(written(1, NAMES_PAIRS, taught, ITEM)).isZero();
    }

    @Test
    void shouldWriteNothingThatTheDescriptionDoesNotName() {
        assertThat(written(1, "You improve prompts.", "Think.", ITEM)).isZero();
        assertThat(written(1, TaskBriefs.vague(TaskFamily.DYCK), "Think.", ITEM)).isZero();
        assertThat(written(1, NAMES_PAIRS, "Think.", "I have a cat. How many animals do I have?"))
                .isZero();
        assertThat(written(1, NAMES_PAIRS, "Think.", "no question")).isZero();
    }

    @Test
    void shouldWriteAtTheShareOfTheDose() {
        assertThat(written(0, NAMES_PAIRS, "Think.", ITEM)).isZero();
        assertThat(written(.25, NAMES_PAIRS, "Think.", ITEM)).isBetween(.2, .3);
        String tooLong = NAMES_PAIRS + " Mind the tone of it.".repeat(100);
        assertThat(written(1, tooLong, "Think.", ITEM)).isBetween(.4, .7);
    }

    @Test
    void shouldBlameTheSurfaceWithoutTeachingASkill() {
        for (TaskFamily task : TaskFamily.values()) {
            for (String criticism : Phrases.surface(task)) {
                assertThat(Advice.in(criticism)).as(criticism).hasSize(1);
                assertThat(SkillReader.taught(Advice.in(criticism).getFirst()))
                        .as(criticism)
                        .isEmpty();
                assertThat(Subject.of(criticism))
                        .isEqualTo(Subject.of(Phrases.briefs().opening(task)));
            }
        }
    }

    /** The share of dice with which the optimizer writes that brackets close their own kind. */
    private static double written(double dose, String description, String current, String text) {
        HelperNoise.OptimizerNoise noise =
                Worlds.find("knowledge").withMetaEffect(dose).helpers().effectiveOptimizer();
        return IntStream.range(0, 1000)
                        .mapToObj(
                                i ->
                                        new Knowledge(noise)
                                                .of(description, current, text, Dice.of(i, "d")))
                        .filter(
                                advice ->
                                        SkillReader.taught(String.join("\n", advice))
                                                .contains(Skill.PAIRS))
                        .count()
                / 1000.0;
    }
}
