package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.StepOperator.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternsReplyTest {
    @Test
    void shouldReadTheLastTableBehindProse() {
        String reply =
                """
                Question 1 forgets a bracket. First idea: {"patterns": []}.
                ```json
                {"patterns": [
                  {"pattern": "Brackets are forgotten.\nThe prompt should ask for all.", "questions": [1, 3, 3, 9, "2"]},
                  {"pattern": "The order is wrong.", "questions": [4],},
                ]}
                ```
                """;
        assertThat(PatternsReply.in(reply, 4))
                .containsExactly(
                        new Pattern("Brackets are forgotten. The prompt should ask for all.", 3),
                        new Pattern("The order is wrong.", 1));
    }

    @Test
    void shouldReadCountsAndBareTexts() {
        assertThat(
                        PatternsReply.in(
                                "{\"patterns\": [\"a mistake\", {\"pattern\": \"b\", \"count\": 7}, {\"pattern\": \"c\", \"count\": 2}, {\"pattern\": \"d\", \"questions\": []}]}",
                                5))
                .isEqualTo(
                        List.of(
                                new Pattern("a mistake", 1),
                                new Pattern("b", 5),
                                new Pattern("c", 2),
                                new Pattern("d", 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "All are wrong.",
                "{\"patterns\": \"none\"}",
                "{\"patterns\": []}",
                "{\"patterns\": [7, {\"pattern\": \" \"}, {\"questions\": [1]}]}",
                "{\"patterns\": [{\"pattern\": \"what goes wrong, and what the prompt should ask for\"}]}"
            })
    void shouldFindNoneInTheseReplies(String reply) {
        assertThat(PatternsReply.in(reply, 4)).isEmpty();
    }

    @Test
    void shouldLeaveOutTooLongAndTooMany() {
        String one = "{\"pattern\": \"%s\"}";
        String many =
                String.join(
                        ", ",
                        one.formatted("x".repeat(501)),
                        one.formatted("a"),
                        one.formatted("b"),
                        one.formatted("c"),
                        one.formatted("d"),
                        one.formatted("e"),
                        one.formatted("f"),
                        one.formatted("g"));
        assertThat(PatternsReply.in("{\"patterns\": [" + many + "]}", 9))
                .extracting(Pattern::text)
                .containsExactly("a", "b", "c", "d", "e", "f");
    }
}
