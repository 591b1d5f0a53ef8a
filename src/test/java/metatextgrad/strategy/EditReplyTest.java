package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EditReplyTest {
    private static final String TEXT = "Sort them. Be exact.\nKeep all. Be brief.\nAnswer: last.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<INSERT_AFTER>Keep all.</INSERT_AFTER><TEXT>Twice.</TEXT> | Sort them. Be exact.~Keep all. Twice. Be brief.~Answer: last.",
                "<INSERT_AFTER>Be exact.</INSERT_AFTER><TEXT>Twice.</TEXT> | Sort them. Be exact.~Twice.~Keep all. Be brief.~Answer: last.",
                "<INSERT_AFTER>last.</INSERT_AFTER><TEXT>Twice.</TEXT>     | Sort them. Be exact.~Keep all. Be brief.~Answer: last.~Twice.",
                "<REPLACE>Be exact</REPLACE><TEXT>Take care</TEXT>         | Sort them. Take care.~Keep all. Be brief.~Answer: last.",
                "<DELETE>Be exact.</DELETE>                                | Sort them.~Keep all. Be brief.~Answer: last.",
                "<delete> Keep all. </delete>                              | Sort them. Be exact.~Be brief.~Answer: last.",
                "<DELETE>Keep all. Be brief.</DELETE>                      | Sort them. Be exact.~Answer: last.",
            })
    void shouldChangeOnlyWhatAnEditQuotes(String edit, String text) {
        assertThat(edited(tagged("<EDIT>" + edit + "</EDIT>")).text().replace('\n', '~'))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<DELETE>Be exact!</DELETE>                       | delete `Be exact!` (refused: the text does not have its quote)",
                "<DELETE>Be</DELETE>                              | delete `Be` (refused: the text has its quote more than once)",
                "<REPLACE>Keep</REPLACE>                          | replace `Keep` by `` (refused: it has no new text)",
                "<REPLACE>Keep</REPLACE><TEXT>Keep</TEXT>         | replace `Keep` by `Keep` (refused: it changes nothing)",
                "<INSERT_AFTER> </INSERT_AFTER><TEXT>Hm.</TEXT>   | after `` insert `Hm.` (refused: it quotes nothing)",
                "add: Hm.                                         | replace `` by `add: Hm.` (refused: it quotes nothing)",
            })
    void shouldRefuseAnEditWithAReasonAndTakeTheOthers(String edit, String refused) {
        EditReply.Edited edited =
                edited(
                        tagged(
                                "<EDIT>"
                                        + edit
                                        + "</EDIT>\n<EDIT><DELETE>Answer: last.</DELETE></EDIT>"));

        assertThat(edited)
                .isEqualTo(
                        new EditReply.Edited(
                                "Sort them. Be exact.\nKeep all. Be brief.",
                                List.of("delete `Answer: last.`"),
                                List.of(refused)));
        assertThat(read(tagged("<EDIT>" + edit + "</EDIT>")))
                .isEqualTo(new EditReply.Missing("no edit fits: " + refused, List.of(refused)));
    }

    @Test
    void shouldRefuseTheFifthEditAndALongText() {
        String many = "<EDIT><INSERT_AFTER>last.</INSERT_AFTER><TEXT>%d</TEXT></EDIT>";
        StringBuilder edits = new StringBuilder();
        for (int i = 0; i < 5; i++) edits.append(many.formatted(i));

        EditReply.Edited edited = edited(tagged(edits.toString()));

        assertThat(edited.applied()).hasSize(4);
        assertThat(edited.refused())
                .containsExactly("after `last.` insert `4` (refused: a reply has at most 4 edits)");
        String longText =
                "<EDIT><REPLACE>Keep</REPLACE><TEXT>%s</TEXT></EDIT>".formatted("x".repeat(1_001));
        assertThat(read(tagged(longText)))
                .isInstanceOfSatisfying(
                        EditReply.Missing.class,
                        missing ->
                                assertThat(missing.reason())
                                        .endsWith(
                                                "(refused: its new text has more than 1000"
                                                        + " characters)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<EDIT><DELETE>Keep all. </DELETE></EDIT>",
                "Sure:\n```xml\n<EDIT><DELETE>Keep all.</DELETE></EDIT>\n```",
                "<improved_variable>Here: <edit><delete>Keep all.</delete></edit></improved_variable>"
            })
    void shouldTakeTheEditsOfAReplyWithOneCandidate(String reply) {
        assertThat(edited(reply).text())
                .isEqualTo("Sort them. Be exact.\nBe brief.\nAnswer: last.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The text needs no change.                                  | no start tag <IMPROVED_VARIABLE>",
                "<IMPROVED_VARIABLE><EDIT><DELETE>Keep all.</DELETE></EDIT> | no end tag </IMPROVED_VARIABLE>",
                "<IMPROVED_VARIABLE>A new text.</IMPROVED_VARIABLE>         | it has no edit of the form <EDIT>...</EDIT>",
            })
    void shouldRefuseAReplyWithoutEdits(String reply, String reason) {
        assertThat(read(reply)).isEqualTo(new EditReply.Missing(reason, List.of()));
    }

    @Test
    void shouldRefuseToLeaveNoText() {
        assertThat(EditReply.in(tagged("<EDIT><DELETE>All.</DELETE></EDIT>"), Tags.DEFAULT, "All."))
                .isInstanceOf(EditReply.Missing.class);
    }

    private static EditReply.Edited edited(String reply) {
        return (EditReply.Edited) read(reply);
    }

    private static EditReply read(String reply) {
        return EditReply.in(reply, Tags.DEFAULT, TEXT);
    }

    private static String tagged(String edits) {
        return Tags.DEFAULT.start() + edits + Tags.DEFAULT.end();
    }
}
