package metatextgrad.evaluator;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Chooses the most frequent of several answers to one question; among equally frequent ones, the
 * first. It reads and folds answers as {@link ExactMatch} does. A reply without an {@code Answer:}
 * line votes with its whole text.
 */
public final class MajorityVote {
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

    /** An empty reply has no vote. */
    private static String key(String reply) {
        String answer = AnswerLine.of(reply);
        String folded = ExactMatch.folded(answer == null ? reply : answer);
        return folded == null ? "" : folded.toLowerCase(Locale.ROOT);
    }
}
