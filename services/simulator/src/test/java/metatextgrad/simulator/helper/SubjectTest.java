package metatextgrad.simulator.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.skill.Skill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubjectTest {
    private static final Map<TaskFamily, Subject> OWN =
            Map.of(
                    TaskFamily.DYCK, Subject.BRACKETS,
                    TaskFamily.WORD_SORTING, Subject.WORDS,
                    TaskFamily.OBJECT_COUNTING, Subject.AMOUNTS);

    @ParameterizedTest
    @EnumSource
    void shouldKnowTheTaskOfEveryTextAboutIt(TaskFamily task) {
        assertThat(Subject.of(Phrases.briefs().opening(task))).isEqualTo(OWN.get(task));
        for (Skill skill : Skill.of(task)) {
            assertThat(Subject.of(Phrases.briefs().idea(skill))).isEqualTo(OWN.get(task));
            assertThat(Phrases.criticisms(skill))
                    .allSatisfy(text -> assertThat(Subject.of(text)).isEqualTo(OWN.get(task)));
        }
    }

    @Test
    void shouldFindNoTaskInTextsAboutNone() {
        assertThat(Phrases.general("useless"))
                .allSatisfy(text -> assertThat(Subject.of(text)).isEqualTo(Subject.NONE));
        assertThat(Phrases.criticisms(Skill.ANSWER_LINE))
                .allSatisfy(text -> assertThat(Subject.of(text)).isEqualTo(Subject.NONE));
    }

    @Test
    void shouldPreferNothingIfTheDescriptionIsAboutNoTask() {
        List<String> criticisms = Phrases.criticisms(Skill.STACK);
        assertThat(
                        Relevance.of("Keep what was opened first, and close it last.", criticisms)
                                .scores())
                .containsOnly(0.0);
        assertThat(Relevance.of("Close brackets in reverse order.", criticisms).scores())
                .contains(1.0);
        assertThat(Relevance.of("Sort words.", criticisms).scores()).containsOnly(-1.0);
    }

    /** These words once made harmless texts look like texts about another task. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Send the whole pipeline as one JSON object.",
                "You improve prompts for friendly letters about refunds.",
                "Say it in plain words.",
                "A shopper of the target country finds it on a shelf.",
                "The accounts department discounts it."
            })
    void shouldMatchWholeWordsOfATaskOnly(String text) {
        assertThat(Subject.of(text)).isEqualTo(Subject.NONE);
    }
}
