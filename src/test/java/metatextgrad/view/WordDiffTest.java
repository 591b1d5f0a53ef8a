package metatextgrad.view;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.view.WordDiff.Kind;
import metatextgrad.view.WordDiff.Piece;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class WordDiffTest {
    @Test
    void shouldNameTheWordsThatChanged() {
        assertThat(WordDiff.of("Close the brackets.", "Think, then shut the brackets!"))
                .containsExactly(
                        new Piece(Kind.REMOVED, "Close "),
                        new Piece(Kind.ADDED, "Think, then shut "),
                        new Piece(Kind.SAME, "the brackets"),
                        new Piece(Kind.REMOVED, "."),
                        new Piece(Kind.ADDED, "!"));
    }

    @Test
    void shouldFindNothingInEqualTexts() {
        assertThat(WordDiff.of("a\nb", "a\nb")).containsExactly(new Piece(Kind.SAME, "a\nb"));
        assertThat(WordDiff.of("", "")).isEmpty();
    }

    @Property(tries = 200)
    void shouldKeepBothTexts(@ForAll String before, @ForAll String after) {
        List<Piece> pieces = WordDiff.of(before, after);

        assertThat(without(pieces, Kind.ADDED)).isEqualTo(before);
        assertThat(without(pieces, Kind.REMOVED)).isEqualTo(after);
    }

    private static String without(List<Piece> pieces, Kind kind) {
        return pieces.stream()
                .filter(one -> one.kind() != kind)
                .map(Piece::text)
                .collect(joining());
    }
}
