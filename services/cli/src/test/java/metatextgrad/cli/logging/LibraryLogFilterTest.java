package metatextgrad.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class LibraryLogFilterTest {
    private final LibraryLogFilter filter = new LibraryLogFilter(Level.WARN);
    private final LoggerContext context = new LoggerContext();

    @Test
    void shouldPassOurLinesAndErrorsOfLibraries() {
        assertThat(decide("metatextgrad.Any", Level.DEBUG, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("kafka.Any", Level.INFO, null)).isEqualTo(FilterReply.DENY);
        assertThat(decide("kafka.Any", Level.WARN, null)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void shouldHideHarmlessErrorsAfterAKill() {
        Exception waking = new NotControllerException("the active controller appears to be node 1");
        assertThat(decide("kafka.server.ControllerApis", Level.ERROR, waking))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide("kafka.server.ControllerApis", Level.ERROR, new IllegalStateException()))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("kafka.server.Other", Level.ERROR, new CompletionException(waking)))
                .isEqualTo(FilterReply.DENY);
    }

    @Test
    @DisplayName("DEFECT 15: no stack trace of stores that are restored after kill -9")
    void defect15ShouldHideTheStackTracesOfStoresThatAreRestored() {
        String manager = "org.apache.kafka.streams.processor.internals.TaskManager";
        Exception restored = new TaskCorruptedException(Set.of(new TaskId(0, 1)));
        assertThat(decide(manager, Level.WARN, restored)).isEqualTo(FilterReply.DENY);
        assertThat(decide(manager, Level.ERROR, "exceptions: {0_1=" + restored + "}", null))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide(manager, Level.ERROR, new IllegalStateException()))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide(manager, Level.WARN, "store s did not find checkpoint offsets", null))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void shouldHideWhatACommandReportsItself() {
        String client = "org.apache.kafka.clients.NetworkClient";
        String refused = "Connection to node -1 failed authentication due to: SSL handshake failed";
        assertThat(decide(client, Level.ERROR, refused, null)).isEqualTo(FilterReply.DENY);
        assertThat(decide(client, Level.ERROR, "Topic authorization failed for topics [a]", null))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide(client, Level.ERROR, "Connection failed", null))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(String logger, Level level, Exception thrown) {
        return decide(logger, level, "said", thrown);
    }

    private FilterReply decide(String logger, Level level, String text, Exception thrown) {
        Logger of = context.getLogger(logger);
        return filter.decide(new LoggingEvent("", of, level, text, thrown, null));
    }
}
