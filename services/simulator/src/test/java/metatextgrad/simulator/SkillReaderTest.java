package metatextgrad.simulator;

import static metatextgrad.simulator.skill.SkillReader.taught;
import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.simulator.skill.Skill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SkillReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    STACK | Close the most recently opened bracket first.
                    STACK | Keep the open brackets as a stack and undo them in reverse order.
                    STACK | Whatever was opened last has to be closed before anything older.
                    PAIRS | A bracket may only be closed by its own kind.
                    PAIRS | Never close a round bracket with a square one.
                    PAIRS | Match every opener with the closer of the same type.
                    COMPLETE | Go on until nothing is left open.
                    COMPLETE | At the end, check that every bracket has been closed.
                    ONLY_CLOSERS | Do not repeat the input.
                    ONLY_CLOSERS | Give just the missing closing brackets.
                    SYMBOL_BY_SYMBOL | Read the sequence from left to right, one symbol at a time.
                    LETTER_BY_LETTER | Compare the words letter by letter.
                    LETTER_BY_LETTER | If two words share a letter, look at the next letter.
                    KEEP_ALL | Every word of the list must appear exactly once.
                    KEEP_ALL | Make sure that no word is lost, added or changed.
                    SYMBOLS | Apostrophes and digits come before letters.
                    SYMBOLS | Do not ignore apostrophes.
                    SHORTER_FIRST | A word that is the beginning of another comes first.
                    VERIFY_ORDER | Go over the finished list and check each neighbouring pair.
                    QUANTITIES | Add the stated amounts, not the number of mentions.
                    QUANTITIES | "a" counts as one and "two" counts as two.
                    FILTER_CLASS | Count only the things that belong to the class asked for.
                    FILTER_CLASS | Leave out anything that is not in the category.
                    RUNNING_TOTAL | Keep a running total and update it after each item.
                    LIST_FIRST | Write down each item with its amount before adding.
                    IRREGULAR_PLURALS | Treat unusual plurals such as mice as their item.
                    ANSWER_LINE | Think, then end with `Answer: ...`.
                    ANSWER_LINE | Finish with a line `Answer: ` followed by only the answer.
                    """)
    void shouldRecogniseTaughtSkills(Skill skill, String sentence) {
        assertThat(taught(sentence)).contains(skill);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    STACK | Do not close the most recently opened bracket first.
                    STACK | Closing the most recently opened bracket first is not needed.
                    STACK | Stacks were invented in the last century.
                    STACK | stack, last-in, first-out, open, close, bracket, recent, order
                    PAIRS | Brackets come in four kinds.
                    PAIRS | own kind matching pair bracket close same type round square curly
                    COMPLETE | You can stop early even when brackets are still open.
                    KEEP_ALL | You may drop words that you do not like.
                    KEEP_ALL | keep all words exactly once none lost added changed
                    VERIFY_ORDER | There is no need to check neighbouring pairs of the finished list.
                    QUANTITIES | Count the words of the list.
                    RUNNING_TOTAL | Do not keep a running total.
                    ANSWER_LINE | Do not write `Answer: ` at the end.
                    """)
    void shouldNotRecogniseOtherText(Skill skill, String sentence) {
        assertThat(taught(sentence)).doesNotContain(skill);
    }

    @Test
    void shouldRemoveASkillThatIsDeniedElsewhere() {
        String text =
                "Keep a running total of the amounts. On second thought, do not keep a running"
                        + " total.";
        assertThat(taught(text)).doesNotContain(Skill.RUNNING_TOTAL);
    }
}
