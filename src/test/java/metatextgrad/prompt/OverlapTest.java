package metatextgrad.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverlapTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "say a b c d to all        | a b c d        | a b c d",
                "say A, b  C: d            | x a, B c : D y | A, b C",
                "say a b c                 | a b c          | ",
                "a b c x d                 | a b c d        | ",
                "ab c d e                  | a b c d e      | ",
                "close ( [ { in order      | Input: ( [ { < | ",
                "close ( [ { < in order    | Input: ([{<    | ( [ { <",
                "写一首短诗                  | 请写一首短诗吧。  | 写一首短",
                "naïve Ärger über alles    | NAÏVE ÄRGER ÜBER ALLES | naïve Ärger über alles",
                "don't do it               | don't do       | don't do",
            })
    void shouldFindTheFirstFourTokensInARow(String text, String source, String shared) {
        assertThat(Overlap.first(text, List.of("x", source), List.of(), 4))
                .isEqualTo(Optional.ofNullable(shared));
    }

    @Test
    void shouldIgnoreQuotesThatAreAllowed() {
        List<String> sources = List.of("Sort these words: pear fig");
        List<String> mayQuote = List.of("You sort these words.");
        assertThat(Overlap.first("sort these words", sources, mayQuote, 3)).isEmpty();
        assertThat(Overlap.first("sort these words: pear", sources, mayQuote, 3))
                .contains("these words:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "say a b c d to all of us here | x a b c d y | say … to all of us here",
                "say a b c d e to all of us x  | a b c d e   | say … to all of us x",
                "all of us say a b c d         | a b c d e   | ",
                "all of us here say `a b c d`  | a b c d e   | all of us here say `…`",
                "a b c d or f g h i, all of us know it too, all do | a b c d; f g h i | … or …, all of us know it too, all do",
                "a b c d e f                   | a b c d     | ",
                "all of us                     | a b c d     | all of us",
            })
    void shouldCutAllRunsOutOfATextThatIsWholeWithoutThem(String text, String source, String rest) {
        assertThat(Overlap.without(text, List.of(source), List.of(), 4))
                .isEqualTo(Optional.ofNullable(rest));
    }

    @Test
    void shouldFindThePassagesThatConsistOfRunsOfOtherTexts() {
        List<String> texts = List.of("x A, b  c d y b c D x", "a b", "");
        List<String> others = List.of("a , b c", "b c d", "");
        assertThat(Overlap.passages(texts, others, 3)).containsExactly("b c D", "A, b  c d");
        assertThat(Overlap.passages(texts, List.of(), 3)).isEmpty();
    }

    @Test
    void shouldFindNothingInEmptyTexts() {
        assertThat(Overlap.first("", List.of(""), List.of(), 1)).isEmpty();
        assertThat(Overlap.first("a", List.of(), List.of(), 1)).isEmpty();
    }
}
