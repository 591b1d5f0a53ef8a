package metatextgrad.cli.text;

import java.util.List;

/**
 * What a command shows. It is written as text for people, or as JSON: Jackson writes the record's
 * own components, so their names are the keys that scripts read.
 */
public interface View {
    /** Returns human-readable text, line by line. */
    List<String> text();
}
