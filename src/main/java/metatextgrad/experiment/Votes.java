package metatextgrad.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.model.ScoreReport.ItemOutcome;
import metatextgrad.model.TaskId;

/**
 * Self-consistency: of several answers to one question the one given most often counts; of equals
 * the one given first. Answers are compared by what stands behind the last {@code Answer:}, case
 * and blanks folded; one without it has no vote.
 */
final class Votes {
    private static final Pattern ANSWER = Pattern.compile("(?im)^.*\\banswer:(.*)$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Votes() {}

    /**
     * The outcome per item of the answer that won.
     *
     * @param samples independent evaluations of one program on the same items
     */
    static List<ItemOutcome> counted(List<Trace> samples) {
        List<List<ItemOutcome>> outcomes =
                samples.stream().map(sample -> sample.report().outcomes()).toList();
        List<ItemOutcome> counted = new ArrayList<>();
        for (int i = 0; i < outcomes.getFirst().size(); i++) {
            TaskId task = outcomes.getFirst().get(i).task();
            List<String> answers =
                    samples.stream()
                            .map(sample -> sample.answers().getOrDefault(task, ""))
                            .toList();
            counted.add(outcomes.get(winner(answers)).get(i));
        }
        return counted;
    }

    /** The place of the answer that won; the first where none has a vote. */
    static int winner(List<String> answers) {
        Map<String, Integer> votes = new TreeMap<>();
        int winner = 0;
        for (String answer : answers) {
            String key = key(answer);
            if (!key.isEmpty()) votes.merge(key, 1, Integer::sum);
        }
        int most = 0;
        for (int i = 0; i < answers.size(); i++) {
            int got = votes.getOrDefault(key(answers.get(i)), 0);
            if (got > most) {
                most = got;
                winner = i;
            }
        }
        return winner;
    }

    private static String key(String answer) {
        return ANSWER.matcher(answer)
                .results()
                .map(Votes::said)
                .reduce((first, second) -> second)
                .orElse("");
    }

    private static String said(MatchResult line) {
        return BLANKS.matcher(line.group(1)).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
