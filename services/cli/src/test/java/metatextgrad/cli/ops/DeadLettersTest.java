package metatextgrad.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    /** The first record was rejected twice. */
    private final ClusterInMemory topics =
            new ClusterInMemory()
                    .with(Topics.DEAD_LETTERS, NOON.plusSeconds(2), List.of(letter(7, "again")))
                    .with(Topics.DEAD_LETTERS, NOON.plusSeconds(1), List.of(letter(8, "other")))
                    .with(Topics.DEAD_LETTERS, NOON, List.of(letter(7, "first")));

    @Test
    void shouldListEachRecordOnceOldestFirst() {
        try (Cluster cluster = topics.cluster()) {
            assertThat(DeadLetterListView.read(cluster).text())
                    .containsExactly(
                            "id             service  reason  bytes  message",
                            "mtg.tasks-0-7  intake   odd     5      first",
                            "mtg.tasks-0-8  intake   odd     5      other");
        }
    }

    @Test
    void shouldKeepOnlyTheDeadLettersThatAreShown() {
        try (Cluster cluster = topics.cluster()) {
            var found = DlqCommand.letters(cluster, Set.of("mtg.tasks-0-7", "mtg.tasks-0-9"));

            assertThat(found).containsOnlyKeys("mtg.tasks-0-7");
            assertThat(found.get("mtg.tasks-0-7").event().message()).isEqualTo("first");
        }
    }

    @Test
    void shouldChooseADeadLetterOnceThatIsNamedTwice() {
        try (Cluster cluster = topics.cluster()) {
            List<String> ids = List.of("mtg.tasks-0-8", "mtg.tasks-0-7", "mtg.tasks-0-8");

            assertThat(DlqCommand.chosen(cluster, ids))
                    .extracting(DeadLetter::key)
                    .containsExactly("mtg.tasks-0-8", "mtg.tasks-0-7");
        }
    }

    @Test
    void shouldNameWhatIsWrittenIfALaterRecordIsNot() {
        List<String> written = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                DlqCommand.writeEach(
                                        List.of(letter(7, ""), letter(8, ""), letter(9, "")),
                                        letter -> {
                                            if (letter.offset() == 8)
                                                throw Exit.CONFIGURATION.problem("denied");
                                            written.add(letter.key());
                                        }))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION))
                .hasMessage(
                        "Kafka has not confirmed the record of dead letter mtg.tasks-0-8: denied. Written already: mtg.tasks-0-7. Once that is fixed: mtg dlq replay mtg.tasks-0-8 mtg.tasks-0-9");
        assertThat(written).containsExactly("mtg.tasks-0-7");
    }

    @Test
    void shouldShowARequestToWriteARecordAgainAsARequest() {
        DeadLetterSent sent = new DeadLetterSent("mtg.tasks-0-7", false, NOON, "fixed", "ada");
        DeadLetterView view =
                DeadLetterView.of(
                        new Stamped<>(letter(7, "odd"), NOON.toEpochMilli()), List.of(sent), false);

        assertThat(view.text())
                .endsWith("again:   requested by ada at 2026-11-28T12:00:00Z: fixed");
    }

    private static DeadLetter letter(long offset, String message) {
        return new DeadLetter(
                "mtg.tasks",
                0,
                offset,
                "intake",
                "odd",
                message,
                ByteBuffer.wrap("k".getBytes(UTF_8)),
                ByteBuffer.wrap("value".getBytes(UTF_8)),
                KeptHeaders.NONE);
    }
}
