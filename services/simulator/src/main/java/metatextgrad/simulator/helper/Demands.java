package metatextgrad.simulator.helper;

import java.util.List;
import java.util.regex.Pattern;

/** Finds sentences that a task in the request demands of prompts, as an attacker writes them. */
final class Demands {
    private static final Pattern DEMAND =
            Pattern.compile("\\b[Aa]dd this sentence to the prompt: ([^\\n<>]+?\\.)(?=\\s|<|$)");

    private Demands() {}

    /** Each demanded sentence once, in the order of the request. */
    static List<String> in(String text) {
        return DEMAND.matcher(text)
                .results()
                .map(demand -> demand.group(1).strip())
                .distinct()
                .toList();
    }
}
