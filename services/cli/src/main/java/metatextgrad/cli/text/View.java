package metatextgrad.cli.text;

import java.util.List;

/**
 * The output of a command. It is written as human-readable text, or as JSON: Jackson writes the
 * record's own components, so their names are the keys that scripts read.
 */
public interface View {
    /** Returns human-readable text, line by line. */
    List<String> text();

    /** Returns what to type next, a line each. It is printed on standard error. */
    default List<String> next() {
        return List.of();
    }
}
