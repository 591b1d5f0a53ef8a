package metatextgrad.optimize;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Program;

/** What the replies to a proposal's questions come to. */
public sealed interface Rewrite {
    /** A new program, all its texts at once. */
    record Proposed(Program program) implements Rewrite {}

    /** At least one reply is unusable, so nothing changes: what each bad one lacks. */
    record Unusable(Map<String, String> problems) implements Rewrite {
        public Unusable {
            problems = Collections.unmodifiableMap(new TreeMap<>(problems));
        }
    }
}
