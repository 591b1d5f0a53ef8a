package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
    @Test
    void shouldReadItsOwnReplyAsThatOfAServer() {
        assertThat(WarmUp.call()).isEqualTo(new Reply.Answered(".", new Usage(1, 1), "none"));
    }
}
