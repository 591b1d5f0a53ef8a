package metatextgrad.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.model.Tags;
import metatextgrad.prompt.TaggedText.Found;
import metatextgrad.prompt.TaggedText.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaggedTextTest {
    private static final Tags TAGS = new Tags("<T>", "</T>");

    @ParameterizedTest
    @CsvSource({"<T>new</T>, new", "Here: <T> new </T> Done., new", "<T>{new} $1</T>, {new} $1"})
    void shouldReadTheTextBetweenTheTags(String reply, String text) {
        assertThat(TaggedText.in(reply, TAGS)).isEqualTo(new Found(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<t>new</t>",
                "```\nnew\n```",
                "Here:\n```text\nnew\n```\nDone.",
                "<T>\n```\r\nnew\r\n```",
                "```\nnew\n```\nThere is no <T>.",
                "``` is a fence. \n```\nnew\n```"
            })
    void shouldReadTheOnlyCandidate(String reply) {
        assertThat(TaggedText.in(reply, TAGS)).isEqualTo(new Found("new"));
    }

    @Test
    void shouldReadALongerFenceAroundOtherFences() {
        String text = "Reply in this form:\n```json\n{}\n```\nClose every bracket.";
        assertThat(TaggedText.in("Here:\n````\n" + text + "\n````", TAGS))
                .isEqualTo(new Found(text));
    }

    @ParameterizedTest
    @CsvSource({
        "'```\na\n```\n```\nb\n```', 'no start tag <T>, and more than one code fence'",
        "'<T>```\na\n```\n```\nb\n```', 'no end tag </T>, and more than one code fence'",
        "'```\na\n```json\nb\n```\nc\n```', 'no start tag <T>, and more than one code fence'",
        "'```\na\n ```json\nb\n ```\n```', 'no start tag <T>, and more than one code fence'",
        "'```\nnew', no start tag <T>",
        "'```\n\n```', no start tag <T>",
        "new, no start tag <T>",
        "'', no start tag <T>",
        "new</T>, no start tag <T>",
        "</T>, no start tag <T>",
        "<T>new, no end tag </T>",
        "</T>new<T>, no end tag </T>",
        "<T></T>, nothing between the tags",
        "<T> </T>, nothing between the tags"
    })
    void shouldReportWhyThereIsNoText(String reply, String reason) {
        assertThat(TaggedText.in(reply, TAGS)).isEqualTo(new Missing(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<T>draft</T> or rather <T>new</T>",
                "I use <T> and </T>. <T>new</T>",
                "I use <T> and </T>. <T>new",
                "The task has <T>bad</T>.\n<T>new</T>",
                "<T>new</T>\nThe task has <T>bad</T>.",
                "<T>a <T>new</T>",
                "<T>new</T> bad</T>",
                "</T><T>new</T>",
                "<T>new</T><T>"
            })
    void defect7ShouldTakeAReplyWithTwoPairsAsAmbiguous(String reply) {
        assertThat(TaggedText.in(reply, TAGS))
                .isEqualTo(new Missing("more than one pair of tags <T>"));
    }

    @Test
    void shouldAcceptSimilarTags() {
        assertThat(TaggedText.in("``` new ```end", new Tags("```", "```end")))
                .isEqualTo(new Found("new"));
        assertThat(TaggedText.in("abc", new Tags("ab", "bc")))
                .isEqualTo(new Missing("no end tag bc"));
        assertThat(TaggedText.in("##new###", new Tags("##", "###"))).isEqualTo(new Found("new"));
    }

    @Test
    void shouldKeepLinesInsideTheText() {
        assertThat(TaggedText.in("<T>\n one\n\n two\n</T>", TAGS))
                .isEqualTo(new Found("one\n\n two"));
    }
}
