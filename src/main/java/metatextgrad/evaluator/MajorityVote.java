package metatextgrad.evaluator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, Integer> votes = new TreeMap<>();
        int winner = 0;
        for (String answer : answers) {
            String key = key(answer);
            if (!key.isEmpty()) votes.merge(key, 1, Integer::sum);
        }
        int max = 0;
        for (int i = 0; i < answers.size(); i++) {
            int got = votes.getOrDefault(key(answers.get(i)), 0);
            if (got > max) {
                max = got;
                winner = i;
            }
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
