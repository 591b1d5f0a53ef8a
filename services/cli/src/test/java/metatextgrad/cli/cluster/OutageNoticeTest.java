package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;

final class OutageNoticeTest {
    private final List<String> lines = new ArrayList<>();
    private final OutageNotice notice = new OutageNotice("kafka:9092", lines::add, 0);

    @Test
    void shouldPrintOneLineForTheOutageAndOneForItsEnd() {
        idle(6, OutageNoticeTest::fail);
        idle(12, OutageNoticeTest::fail);
        assertThat(lines)
                .containsExactly("mtg: no broker answers at kafka:9092; waiting until one does");

        idle(18, () -> {});
        idle(24, () -> {});
        assertThat(lines)
                .containsExactly(
                        "mtg: no broker answers at kafka:9092; waiting until one does",
                        "mtg: a broker answers at kafka:9092 again");
    }

    @Test
    void shouldEndTheOutageWithTheFirstRecord() {
        idle(6, OutageNoticeTest::fail);
        notice.answered(nanos(7));
        assertThat(lines).last().isEqualTo("mtg: a broker answers at kafka:9092 again");
    }

    @Test
    void shouldNotCheckTheBrokerWhileRecordsArrive() {
        notice.answered(nanos(4));
        idle(8, OutageNoticeTest::fail);
        assertThat(lines).isEmpty();
    }

    @Test
    void shouldPassOnADeniedRead() {
        assertThatThrownBy(
                        () ->
                                idle(
                                        6,
                                        () -> {
                                            throw Exit.CONFIGURATION.problem("denied");
                                        }))
                .hasMessage("denied");
    }

    private void idle(long second, Runnable broker) {
        notice.idle(nanos(second), broker);
    }

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static void fail() {
        throw Exit.UNREACHABLE.problem("no broker answers");
    }
}
