package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.model.Tags;
import org.junit.jupiter.api.Test;

final class PromptReplyTest {
    @Test
    void shouldTakeTheTextBetweenTheTags() {
        assertThat(read("<IMPROVED_VARIABLE>Count twice.</IMPROVED_VARIABLE>"))
                .isEqualTo(new PromptReply.Changed("Count twice."));
        assertThat(read("<IMPROVED_VARIABLE>Count.</IMPROVED_VARIABLE>"))
                .isEqualTo(new PromptReply.Unchanged("Count."));
    }

    @Test
    void shouldTakeTheTextOfAJsonObjectWithoutTags() {
        assertThat(read("Here it is: {\"improved_text\": \"Count twice.\"}"))
                .isEqualTo(new PromptReply.Changed("Count twice."));
    }

    /** A task may be about JSON, and a small model may repeat it. */
    @Test
    void shouldTakeNoOtherJsonObject() {
        assertThat(read("{\"text\": \"Count twice.\"}"))
                .isEqualTo(new PromptReply.Missing("no start tag <IMPROVED_VARIABLE>"));
    }

    @Test
    void shouldRefuseWhatARequestShowsInPlaceOfTheText() {
        PromptReply none =
                new PromptReply.Missing("it offers `the improved text`, which is no text");
        assertThat(read("<IMPROVED_VARIABLE>the improved text</IMPROVED_VARIABLE>"))
                .isEqualTo(none);
        assertThat(read("{\"improved_text\": \"the improved text\"}")).isEqualTo(none);
    }

    private static PromptReply read(String reply) {
        return PromptReply.in(reply, Tags.DEFAULT, "Count.");
    }
}
