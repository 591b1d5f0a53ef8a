package metatextgrad.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest serving table of a project. Its serial only grows, so that records that are read again
 * change nothing. One thread accepts tables; any thread reads.
 */
final class LastTable {
    private final String project;
    private final @Nullable TableFile file;
    private final FailureLog failures;
    private volatile @Nullable ServingTable table;
    private byte @Nullable [] unsaved;

    /** Starts with the table of the file if it has one of this project. */
    LastTable(String project, @Nullable TableFile file, FailureLog failures) {
        this.project = project;
        this.file = file;
        this.failures = failures;
        if (file != null) file.read().ifPresent(this::take);
    }

    /** Takes a table if it is of this project and newer. A damaged one changes nothing. */
    void accept(byte[] json) {
        if (!take(json)) return;
        unsaved = json;
        save();
    }

    /** Writes the last table to the file, unless the file has it. For the thread that accepts. */
    void save() {
        if (unsaved != null && file != null && file.write(unsaved)) unsaved = null;
    }

    Optional<ServingTable> table() {
        return Optional.ofNullable(table);
    }

    private boolean take(byte[] json) {
        try {
            ServingTable read = ServingTable.read(json);
            ServingTable last = table;
            if (!read.project().equals(project)) return false;
            if (last != null && read.serial() <= last.serial()) return false;
            table = read;
            failures.worked();
            return true;
        } catch (IllegalArgumentException e) {
            failures.failed(e);
            return false;
        }
    }
}
