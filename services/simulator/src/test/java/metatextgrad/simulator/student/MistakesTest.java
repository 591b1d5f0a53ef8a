package metatextgrad.simulator.student;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.simulator.Items;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MistakesTest {
    @ParameterizedTest
    @EnumSource
    void shouldNeverBeTheRightAnswer(TaskFamily task) {
        for (String item : Items.of(task, 4, 300)) {
            Question question = Items.read(item);
            for (Skill skill : Skill.of(task)) {
                assertThat(Mistakes.of(question).make(skill, Dice.of(1, item)))
                        .isNotEqualTo(question.target());
            }
        }
    }
}
