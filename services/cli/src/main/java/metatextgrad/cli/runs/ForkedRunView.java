package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.text.View;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.replay.ForkReplay;
import org.jspecify.annotations.Nullable;

/**
 * A fork of a run. Pure.
 *
 * @param origin the run whose recorded calls it repeats
 * @param step the first step with the new settings
 * @param steps of the origin
 * @param set the new settings
 * @param repeatedRequests requests that a recorded answer ends
 * @param firstNewStep the first step with a request that needs a call; null if no request does
 */
record ForkedRunView(
        @JsonUnwrapped RunHead head,
        String origin,
        int step,
        int steps,
        Map<String, String> set,
        int repeatedRequests,
        @Nullable Integer firstNewStep)
        implements View {
    static ForkedRunView of(
            RunId origin,
            RunRequested fork,
            String status,
            int step,
            int steps,
            Map<String, String> set,
            ForkReplay replay) {
        return new ForkedRunView(
                RunHead.of(fork, status),
                origin.value(),
                step,
                steps,
                set,
                replay.repeated(),
                replay.firstNew());
    }

    @Override
    public List<String> text() {
        return List.of(
                "%s: fork of run %s at step %d of %d, %s"
                        .formatted(head.run(), origin, step, steps, head.status()),
                "recorded answers end %d requests; the first new call is %s"
                        .formatted(repeatedRequests, first()));
    }

    private String first() {
        if (firstNewStep == null) return "in no step: the run repeats its origin";
        return firstNewStep > steps ? "after the last step" : "in step " + firstNewStep;
    }

    @Override
    public List<String> next() {
        return head.status().equals("requested")
                ? List.of("mtg runs watch " + head.run())
                : List.of();
    }
}
