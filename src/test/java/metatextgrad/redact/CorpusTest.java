package metatextgrad.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures the redactor on a hundred texts that were written before it. A finding is right if kind,
 * begin and end match the marks of a person. {@code docs/operations.md} lists the figures; change
 * both together.
 */
final class CorpusTest {
    @Test
    void shouldBeAHundredTextsWithAndWithoutSecrets() throws IOException {
        List<CorpusText> all = CorpusText.all();
        assertThat(all).hasSize(100);
        assertThat(all).filteredOn(one -> !one.secrets().isEmpty()).hasSize(56);
        assertThat(
                        all.stream()
                                .flatMap(one -> one.secrets().stream())
                                .map(Found::secret)
                                .distinct())
                .containsExactlyInAnyOrder(Secret.values());
    }

    /** Precision 60 of 61, recall 60 of 63. */
    @Test
    void shouldReachTheFiguresOfThePage() throws IOException {
        List<String> missed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (CorpusText one : CorpusText.all()) {
            List<Found> found = Redactor.find(one.text());
            for (Found secret : one.secrets()) {
                if (found.contains(secret)) right++;
                else missed.add(shown(one, secret));
            }
            for (Found other : found)
                if (!one.secrets().contains(other)) wrong.add(shown(one, other));
        }
        assertThat(missed)
                .containsExactly(
                        "KEY hunter2", "E_MAIL jane dot doe at example dot com", "PHONE 555-0199");
        assertThat(wrong).containsExactly("CARD 4539148803436467");
        assertThat(right).isEqualTo(60);
    }

    private static String shown(CorpusText one, Found found) {
        return found.secret() + " " + one.text().substring(found.from(), found.to());
    }
}
