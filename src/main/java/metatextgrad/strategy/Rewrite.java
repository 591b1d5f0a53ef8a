package metatextgrad.strategy;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Program;

/** The result of reading the replies to a proposal's questions. */
public sealed interface Rewrite {
    /** A new program with all its new texts. */
    record Proposed(Program program) implements Rewrite {}

    /**
     * At least one reply is unusable, so nothing changes. Gives the error of each unusable reply.
     */
    record Unusable(Map<String, String> problems) implements Rewrite {
        public Unusable {
            problems = Collections.unmodifiableMap(new TreeMap<>(problems));
        }
    }
}
