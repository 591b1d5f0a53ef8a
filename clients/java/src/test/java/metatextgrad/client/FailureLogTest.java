package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

final class FailureLogTest {
    private final List<String> lines = new ArrayList<>();
    private long now;

    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord line) {
                    lines.add(new SimpleFormatter().formatMessage(line));
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @Test
    void shouldLogAnOutageOnceAndReportEachFailure() {
        List<String> reported = new ArrayList<>();
        FailureLog log =
                new FailureLog("write", (message, cause) -> reported.add(message), () -> now);

        logged(
                () -> {
                    log.worked();
                    for (int i = 0; i < 3; i++)
                        log.failed(
                                new IllegalStateException("outer", new RuntimeException("a\n b")));
                    log.worked();
                    log.worked();
                    now += FailureLog.QUIET.toNanos();
                    log.failed(new RuntimeException());
                });

        assertThat(reported)
                .containsExactly(
                        "cannot write: a b",
                        "cannot write: a b",
                        "cannot write: a b",
                        "cannot write: RuntimeException");
        assertThat(lines)
                .containsExactly(
                        "cannot write: a b (logged once until it works again)",
                        "works again: write",
                        "cannot write: RuntimeException (logged once until it works again)");
    }

    @Test
    void shouldLogOneFailureAMinute() {
        FailureLog log = new FailureLog("write", (message, cause) -> {}, () -> now);

        logged(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        log.failed(new RuntimeException("refused"));
                        log.worked();
                    }
                    log.failed(new RuntimeException("in the quiet minute"));
                    now += FailureLog.QUIET.toNanos();
                    log.failed(new RuntimeException("still"));
                });

        assertThat(lines)
                .containsExactly(
                        "cannot write: refused (logged once until it works again)",
                        "works again: write",
                        "cannot write: still (logged once until it works again)");
    }

    @Test
    void shouldContinueIfTheListenerThrows() {
        FailureLog log =
                new FailureLog(
                        "write",
                        (message, cause) -> {
                            throw new IllegalStateException("of the application");
                        });

        logged(() -> log.failed(new RuntimeException("full")));

        assertThat(lines)
                .containsExactly(
                        "cannot write: full (logged once until it works again)",
                        "the failure listener threw an exception");
    }

    private void logged(Runnable work) {
        Logger logger = Logger.getLogger(PromptClient.class.getName());
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
        }
    }
}
