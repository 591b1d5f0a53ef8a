package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** FAULT 8: which failures a new thread repairs, and how often a new thread is tried. */
final class ThreadFailuresTest {
    private static final Instant BEGIN = Instant.EPOCH;
    private static final RuntimeException ENDED =
            new StreamsException("commit", new InvalidTxnStateException("timed out"));

    private final ThreadFailures failures = new ThreadFailures();

    @Test
    @DisplayName("FAULT 8: three new threads in ten minutes, and no fourth")
    void shouldReplaceAThreadThreeTimesInTenMinutes() {
        assertThat(failures.replaces(ENDED, at(0))).isTrue();
        assertThat(failures.replaces(ENDED, at(1))).isTrue();
        assertThat(failures.replaces(ENDED, at(2))).isTrue();
        assertThat(failures.replaces(ENDED, at(599))).isFalse();
        assertThat(failures.replaces(ENDED, at(600))).isTrue();
        assertThat(failures.replaces(ENDED, at(600))).isFalse();
        assertThat(failures.replaces(ENDED, at(601))).isTrue();
    }

    @Test
    void shouldNotReplaceTheThreadOfGlobalTables() {
        String client = "mtg.intake-1f0c";
        assertThat(ThreadFailures.isReplaceable(new Thread(client + "-StreamThread-1"))).isTrue();
        assertThat(ThreadFailures.isReplaceable(new Thread(client + "-GlobalStreamThread")))
                .isFalse();
    }

    @Test
    void shouldPrintNoTraceOfAReplacedThread() throws InterruptedException {
        List<Throwable> printed = new CopyOnWriteArrayList<>();
        ThreadGroup group =
                new ThreadGroup("stream threads") {
                    @Override
                    public void uncaughtException(Thread thread, Throwable thrown) {
                        printed.add(thrown);
                    }
                };
        Thread replaced =
                new Thread(
                        group,
                        () -> {
                            ThreadFailures.printNoTrace(Thread.currentThread());
                            throw ENDED;
                        });
        replaced.start();
        replaced.join();

        assertThat(printed).isEmpty();
    }

    @Test
    void shouldStopWhereANewThreadMeetsTheSame() {
        Status damage = new Status(Status.Code.Corruption, Status.SubCode.None, "why");

        assertStops(new StreamsException(new FencedInstanceIdException("taken")));
        assertStops(new StreamsException(new RocksDBException("why", damage)));
        assertStops(new StreamsException(new IOException("No space left on device")));
        assertStops(new OutOfMemoryError("heap"));
    }

    private void assertStops(Throwable thrown) {
        assertThat(failures.replaces(thrown, BEGIN)).isFalse();
    }

    private static Instant at(int seconds) {
        return BEGIN.plus(Duration.ofSeconds(seconds));
    }
}
