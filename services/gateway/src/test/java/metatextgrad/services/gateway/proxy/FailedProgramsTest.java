package metatextgrad.services.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import metatextgrad.candidate.ProgramRunner;
import metatextgrad.model.ProjectId;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class FailedProgramsTest {
    private static final ProgramRunner.Result.Failed FAILED =
            new ProgramRunner.Result.Failed("plan", "HTTP 500");

    @Test
    void shouldReportOneFailureAMinuteForEachProject() {
        Logger logger = (Logger) LoggerFactory.getLogger(FailedPrograms.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        FailedPrograms failures = new FailedPrograms(now::get);

        for (int second = 0; second < 90; second++) {
            now.set(Instant.EPOCH.plusSeconds(second));
            failures.report(new ProjectId("words"), FAILED);
        }
        failures.report(new ProjectId("shop"), FAILED);
        logger.detachAppender(logged);

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "project words: call plan of its program has no answer: HTTP 500",
                        "project words: call plan of its program has no answer: HTTP 500",
                        "project shop: call plan of its program has no answer: HTTP 500");
    }
}
