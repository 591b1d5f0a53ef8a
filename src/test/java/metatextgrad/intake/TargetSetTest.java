package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.intake.TargetSet.Closed;
import metatextgrad.intake.TargetSet.Open;
import metatextgrad.intake.TargetSet.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which training targets are a closed set, which have one form, and which are open. */
final class TargetSetTest {
    @Test
    void shouldListTheLabelsOfAClosedSetByFrequency() {
        TargetSet set =
                TargetSet.of(List.of("team-b", " team-a", "team-b", "team-c", "team-c", "team-b"));

        assertThat(set).isEqualTo(new Closed(List.of("team-b", "team-c", "team-a"), 6));
        assertThat(set.text())
                .isEqualTo(
                        "The right answer is always one of these 3: `team-b`, `team-c`, `team-a`.");
        assertThat(set.summary()).isEqualTo("closed: 3 labels in 6 rows");
    }

    @Test
    void shouldNeedTwoRowsPerLabelOnAverage() {
        assertThat(TargetSet.of(List.of("yes", "yes", "no way", "no way", "may be?")))
                .isEqualTo(new Open(3, 5));
        assertThat(TargetSet.of(List.of("yes", "yes", "no way", "no way", "may be?", "yes")))
                .isEqualTo(new Closed(List.of("yes", "no way", "may be?"), 6));
    }

    @Test
    void shouldCloseNoSetOfMoreThanTwentyLabels() {
        List<String> twenty = IntStream.range(0, 20).mapToObj(i -> "no. " + i + "!").toList();
        assertThat(TargetSet.of(twice(twenty))).isInstanceOf(Closed.class);

        List<String> more = new ArrayList<>(twenty);
        more.add("and another one");
        assertThat(TargetSet.of(twice(more))).isEqualTo(new Open(21, 42));
    }

    @Test
    void shouldCloseNoSetOfTexts() {
        List<String> texts = List.of("a " + "b ".repeat(30) + "c!", "short?");
        assertThat(TargetSet.of(twice(texts))).isEqualTo(new Open(2, 4));
        assertThat(TargetSet.of(twice(List.of("two\nlines!", "short?")))).isEqualTo(new Open(2, 4));
    }

    @Test
    void shouldConcludeNothingFromFewRows() {
        assertThat(TargetSet.of(List.of())).isEqualTo(new Open(0, 0));
        assertThat(TargetSet.of(List.of("1", "1", "1"))).isEqualTo(new Open(1, 3));
        assertThat(TargetSet.of(List.of("1", "1", "1", " "))).isEqualTo(new Open(1, 3));
        assertThat(TargetSet.of(List.of()).text()).isEmpty();
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("digits only", List.of("7", "11710", "746800", "99")),
                Arguments.of("digits only, 3 of them", List.of("123", "456", "789", "001")),
                Arguments.of("an integer, which may have a minus", List.of("-1", "2", "3", "4")),
                Arguments.of("a number, some with a decimal point", List.of("1.5", "2", "3", "4")),
                Arguments.of(
                        "a date as yyyy-mm-dd",
                        List.of("2024-01-31", "1999-12-01", "2000-02-29", "2001-10-10")),
                Arguments.of(
                        "`9/9/9`, where 9 stands for digits and a for letters",
                        List.of("1/2/2024", "31/12/99", "2/2/22", "3/3/33")),
                Arguments.of(
                        "`a-9`, where 9 stands for digits and a for letters, all capitals",
                        List.of("AB-1", "C-22", "DEF-3", "G-4")),
                Arguments.of(
                        "one word of letters, all lower case",
                        List.of("über", "sort", "words", "list")),
                Arguments.of("one word of letters", List.of("Ann", "sort", "words", "list")),
                Arguments.of(
                        "a JSON object with the fields pieces, unit",
                        List.of(
                                "{\"pieces\": 1, \"unit\": \"box\"}",
                                "{\"unit\": \"bag\", \"pieces\": 22}",
                                "{\"pieces\":3,\"unit\":\"a\"}",
                                "{\"pieces\":4,\"unit\":\"b\"}")),
                Arguments.of(
                        "a JSON list", List.of("[]", "[\"a\"]", "[\"a\", \"b\"]", "[1, 2, 3]")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldDescribeTheFormOfAllTargets(String form, List<String> targets) {
        TargetSet set = TargetSet.of(targets);

        assertThat(set).isEqualTo(new Pattern(form));
        assertThat(set.text()).isEqualTo("Each right answer has this form: " + form + ".");
        assertThat(set.summary()).isEqualTo("pattern: " + form);
    }

    @Test
    void shouldFindNoFormInSentencesOrMixedTargets() {
        assertThat(TargetSet.of(List.of("to do", "so far", "all in", "no one")))
                .isEqualTo(new Open(4, 4));
        assertThat(TargetSet.of(List.of("2024-01-31", "31.1.2024", "never", "1")).summary())
                .isEqualTo("open: 4 different answers in 4 rows");
        assertThat(TargetSet.of(List.of("{\"a\":1}", "{\"b\":2}", "{\"a\":1,\"b\":2}", "{}")))
                .isInstanceOf(Open.class);
    }

    private static List<String> twice(List<String> labels) {
        return labels.stream().flatMap(one -> Collections.nCopies(2, one).stream()).toList();
    }
}
