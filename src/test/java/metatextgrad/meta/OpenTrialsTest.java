package metatextgrad.meta;

import static metatextgrad.meta.RunEventSamples.KEYS;
import static metatextgrad.meta.RunEventSamples.request;
import static metatextgrad.meta.RunEventSamples.score;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import org.junit.jupiter.api.Test;

final class OpenTrialsTest {
    @Test
    void shouldStopBothLastScoresOfEachLineIfARunIsCancelled() {
        assertThat(stopped(request(0)))
                .containsExactly(KEYS.rescore(0), KEYS.test(0), KEYS.rescore(1), KEYS.test(1));
    }

    /** The run never requested such a score, so no trial could ever end it. */
    @Test
    void shouldStopNoTestScoreOfARunThatReadsNoTestSet() {
        assertThat(stopped(RunEventSamples.withoutTest()))
                .containsExactly(KEYS.rescore(0), KEYS.rescore(1));
    }

    private static List<TrialId> stopped(RunRequested request) {
        MetaDecider decider = new MetaDecider();
        MemoryRows rows = new MemoryRows();
        List<TrialId> stopped = new ArrayList<>();
        List<Event> events =
                List.of(
                        request,
                        score(KEYS.seed(), 1, null),
                        score(KEYS.trial("prompt", 0, 0), 3, null),
                        new RunCancelled(request.id()));
        for (Event event : events) {
            Decision decision = decider.handle(rows, event);
            rows.apply(decision);
            for (Event output : decision.outputs())
                if (output instanceof TrialStopped one) stopped.add(one.trial());
        }
        return stopped;
    }
}
