package metatextgrad.cli.projects;

import java.util.List;
import metatextgrad.cli.text.View;
import org.jspecify.annotations.Nullable;

/**
 * What {@code mtg tasks import} and {@code send} did.
 *
 * @param set null for tasks of standard input, each of which names its own
 * @param rowsSkipped invalid rows of the file
 */
record SentTasksView(int tasks, @Nullable String set, int rowsSkipped) implements View {
    @Override
    public List<String> text() {
        return List.of(
                set == null
                        ? tasks + " tasks sent"
                        : "%d tasks sent as set %s, %d rows skipped"
                                .formatted(tasks, set, rowsSkipped));
    }
}
