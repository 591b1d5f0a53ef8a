package metatextgrad.evaluator;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Chooses the most frequent of several answers to one question; among equally frequent ones, the
 * first. It compares the text after the last {@code Answer:}, ignoring case and extra blanks. An
 * answer without {@code Answer:} has no vote.
 */
public final class MajorityVote {
    private static final Pattern ANSWER = Pattern.compile("(?im)^.*\\banswer:(.*)$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private MajorityVote() {}

    /** Returns the place of the answer with most votes; the first place if none has a vote. */
    public static int winner(List<String> answers) {
        List<String> votes = answers.stream().map(MajorityVote::key).toList();
        int winner = 0;
        int max = 0;
        for (int i = 0; i < votes.size(); i++) {
            String vote = votes.get(i);
            int count = vote.isEmpty() ? 0 : Collections.frequency(votes, vote);
            if (count <= max) continue;
            max = count;
            winner = i;
        }
        return winner;
    }

    private static String key(String answer) {
        return ANSWER.matcher(answer)
                .results()
                .map(MajorityVote::answerOf)
                .reduce((first, second) -> second)
                .orElse("");
    }

    private static String answerOf(MatchResult line) {
        return BLANKS.matcher(line.group(1)).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
