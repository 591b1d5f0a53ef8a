package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.evaluator.MajorityVote;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;

/** Self-consistency: the most frequent of several answers to one question counts. */
final class Votes {
    private Votes() {}

    /**
     * Returns the outcome of the winning answer, per item.
     *
     * @param samples independent evaluations of one program on the same items
     */
    static List<ItemOutcome> counted(List<RunTrace> samples) {
        List<List<ItemOutcome>> outcomes =
                samples.stream().map(sample -> sample.report().outcomes()).toList();
        List<ItemOutcome> counted = new ArrayList<>();
        for (int i = 0; i < outcomes.getFirst().size(); i++) {
            TaskId task = outcomes.getFirst().get(i).task();
            List<String> answers =
                    samples.stream()
                            .map(sample -> sample.answers().getOrDefault(task, ""))
                            .toList();
            counted.add(outcomes.get(MajorityVote.winner(answers)).get(i));
        }
        return counted;
    }
}
