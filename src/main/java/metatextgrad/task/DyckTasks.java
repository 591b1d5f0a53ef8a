package metatextgrad.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.statistics.Seeds;

/**
 * Bracket sequences to be completed, as long and as deep as those of BIG-Bench Hard (METHOD §3.3).
 */
public final class DyckTasks extends TaskGenerator {
    private static final String OPENERS = "([{<";
    private static final String CLOSERS = ")]}>";
    private static final int[] LENGTHS = {4, 5, 8, 10, 13, 19, 27, 38, 64};
    private static final int MOST_OPEN = 3;

    @Override
    Pair draw(Seeds random) {
        int length = LENGTHS[random.below(LENGTHS.length)] + random.below(3);
        int kinds = Math.max(1, OPENERS.length() - random.below(3));
        int open = 1 + random.below(MOST_OPEN);
        List<String> tokens = new ArrayList<>();
        Deque<Integer> stack = new ArrayDeque<>();
        while (tokens.size() < length || stack.size() != open) {
            boolean rising =
                    tokens.size() < length
                            ? stack.isEmpty() || random.below(100) < 55
                            : stack.size() < open;
            if (rising) {
                int kind = random.below(kinds);
                stack.push(kind);
                tokens.add(String.valueOf(OPENERS.charAt(kind)));
            } else {
                tokens.add(String.valueOf(CLOSERS.charAt(stack.pop())));
            }
        }
        List<String> closers =
                stack.stream().map(kind -> String.valueOf(CLOSERS.charAt(kind))).toList();
        return new Pair(
                "Complete the rest of the sequence, making sure that the brackets are closed properly. Input: "
                        + String.join(" ", tokens),
                String.join(" ", closers));
    }
}
