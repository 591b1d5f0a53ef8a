package metatextgrad.embedded.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A read of {@code live-scores} takes the records since a time, and not more than it should. */
@Tag("broker")
final class BoundedReadTest {
    private static final int RECORDS = 300;

    @TempDir private Path temp;

    @Test
    void shouldReadTheLatestRecordsSinceATime() throws Exception {
        URI noModel = URI.create("http://127.0.0.1:9/v1");
        try (AllInOneForTests all = AllInOneForTests.start(temp.resolve("data"), noModel, 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            Instant before = Instant.now().minus(Duration.ofHours(1));
            cluster.send(IntStream.range(0, RECORDS).mapToObj(BoundedReadTest::judged).toList());
            Settings settings = all.settings();

            assertThat(read(settings, before, Long.MAX_VALUE)).isEqualTo(new Read(false, RECORDS));
            assertThat(read(settings, before, RECORDS / 3))
                    .satisfies(
                            read -> {
                                assertThat(read.skipped()).isTrue();
                                assertThat(read.records()).isBetween(1, RECORDS / 3);
                            });
            assertThat(read(settings, before.plus(Duration.ofHours(2)), Long.MAX_VALUE))
                    .isEqualTo(new Read(false, 0));
        }
    }

    private record Read(boolean skipped, int records) {}

    private static Read read(Settings settings, Instant from, long most) {
        List<Object> records = new ArrayList<>();
        try (var events = EventSerde.registry(requireNonNull(settings.registry()));
                EventReader reader =
                        new EventReader(settings, events, List.of(Topics.LIVE_SCORES))) {
            boolean skipped = reader.skip(from, most);
            reader.toEnd(records::add, left -> {});
            return new Read(skipped, records.size());
        }
    }

    private static TaskJudged judged(int number) {
        return new TaskJudged(
                new ProjectId("project-" + number),
                new TaskId("task-" + number),
                "user-" + number,
                new VersionId("version"),
                new Serial(1),
                .5,
                Instant.now(),
                1,
                TaskJudged.Evidence.FEEDBACK);
    }
}
