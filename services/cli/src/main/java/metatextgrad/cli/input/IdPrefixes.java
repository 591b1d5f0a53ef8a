package metatextgrad.cli.input;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** Ids as users type them: enough first letters to name one. */
public final class IdPrefixes {
    private static final int SHORTEST = 8;

    /** In order: ids with the same first letters are neighbours. */
    private final NavigableSet<String> ids;

    public IdPrefixes(Collection<String> ids) {
        this.ids = new TreeSet<>(ids);
    }

    /**
     * Returns the id with this prefix.
     *
     * @param what what the ids name, in the singular
     * @param list the command that lists them
     * @throws EnvironmentProblem if none has it, or several have
     */
    public String named(String prefix, String what, String list) {
        // An id may be the beginning of another, as run-a-1 is of run-a-10.
        if (ids.contains(prefix)) return prefix;
        List<String> found = ids.stream().filter(id -> id.startsWith(prefix)).toList();
        if (found.size() == 1) return found.getFirst();
        if (found.isEmpty() || prefix.isEmpty())
            throw Exit.NOT_FOUND.problem("no %s %s: %s lists them", what, prefix, list);
        throw Exit.USAGE.problem(
                "%s could be %d %ss: %s", prefix, found.size(), what, String.join(", ", found));
    }

    /** Returns the shortest prefix that no other id has. */
    public String shortest(String id) {
        int length = SHORTEST;
        while (length < id.length() && clashes(id, id.substring(0, length))) length++;
        return id.substring(0, Math.min(length, id.length()));
    }

    private boolean clashes(String id, String prefix) {
        return begins(ids.lower(id), prefix) || begins(ids.higher(id), prefix);
    }

    private static boolean begins(@Nullable String id, String prefix) {
        return id != null && id.startsWith(prefix);
    }
}
