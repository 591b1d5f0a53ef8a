package metatextgrad.benchmark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.statistics.Seeds;

/**
 * Bracket sequences to complete. Their lengths, depths and kinds follow those of BIG-Bench Hard
 * (METHOD §3.3).
 */
public final class DyckTasks extends TaskGenerator {
    private static final String OPENERS = "([{<";
    private static final String CLOSERS = ")]}>";

    /**
     * The shortest length, the deciles and the longest. All lengths between two neighbours are
     * equally likely.
     */
    private static final List<Integer> LENGTHS = List.of(2, 4, 5, 8, 10, 13, 19, 27, 38, 64, 99);

    /** Percentages: 32, 39 and 29 of 100 sequences have one, two and three open brackets. */
    private static final int MAX_OPEN = 3;

    private static final int RISING = 62;
    private static final int MAX_DEPTH = 26;

    @Override
    Pair draw(Seeds random) {
        int open = open(random);
        int closing = closing(random, open);
        List<String> tokens = new ArrayList<>();
        Deque<Integer> stack = new ArrayDeque<>();
        int opening = closing + open;
        while (opening + closing > 0) {
            if (rises(random, stack.size(), opening, closing)) {
                int kind = random.below(OPENERS.length());
                stack.push(kind);
                tokens.add(OPENERS.substring(kind, kind + 1));
                opening--;
            } else {
                tokens.add(closer(stack.pop()));
                closing--;
            }
        }
        return new Pair(
                "A sequence of brackets is to be completed so that every bracket is closed. Input: "
                        + String.join(" ", tokens),
                String.join(" ", stack.stream().map(DyckTasks::closer).toList()));
    }

    private static boolean rises(Seeds random, int depth, int opening, int closing) {
        if (depth == 0 || closing == 0) return true;
        return opening > 0 && depth < MAX_DEPTH && random.below(100) < RISING;
    }

    private static int open(Seeds random) {
        int draw = random.below(100);
        return draw < 32 ? 1 : draw < 71 ? 2 : MAX_OPEN;
    }

    private static int closing(Seeds random, int open) {
        int closing = Math.max(0, length(random) - open) / 2;
        return open + closing == 1 ? 1 : closing;
    }

    private static int length(Seeds random) {
        int decile = random.below(LENGTHS.size() - 1);
        return random.between(LENGTHS.get(decile), LENGTHS.get(decile + 1));
    }

    private static String closer(int kind) {
        return CLOSERS.substring(kind, kind + 1);
    }
}
