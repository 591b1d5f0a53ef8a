package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metatextgrad.model.RunId;
import org.junit.jupiter.api.Test;

/** A user who follows a run that no service begins learns why nothing is printed. */
final class StartNoticeTest {
    private final List<String> lines = new ArrayList<>();
    private final StartNotice notice = new StartNotice(new RunId("r"), lines::add, 0);

    @Test
    void shouldReportOnceThatARunDoesNotBegin() {
        notice.check(false, TimeUnit.SECONDS.toNanos(9));
        assertThat(lines).isEmpty();

        notice.check(false, TimeUnit.SECONDS.toNanos(10));
        notice.check(false, TimeUnit.SECONDS.toNanos(20));
        assertThat(lines).containsExactly("run r is not started yet: is the service meta running?");
    }

    @Test
    void shouldReportNothingOfARunThatHasBegun() {
        notice.check(true, TimeUnit.SECONDS.toNanos(60));
        assertThat(lines).isEmpty();
    }
}
