package metatextgrad.services.gateway.views;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import metatextgrad.model.live.GateContest;
import metatextgrad.view.GateView;

/** A contest of a version with the champion of its time. */
public record ContestRow(String project, String challenger, @JsonUnwrapped GateView gate) {
    /**
     * A contest with its tasks.
     *
     * @param differences score of the challenger minus that of the champion, task by task
     */
    public record Detail(@JsonUnwrapped ContestRow row, List<Double> differences) {}

    /** Returns the row of a contest. */
    public static ContestRow of(GateContest contest) {
        return new ContestRow(
                contest.project().value(), contest.challenger().value(), GateView.of(contest));
    }

    /** Returns a contest with its tasks. */
    public static Detail detail(GateContest contest) {
        return new Detail(of(contest), contest.differences());
    }
}
