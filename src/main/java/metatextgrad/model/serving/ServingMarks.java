package metatextgrad.model.serving;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * What operators have marked in a serving table.
 *
 * @param pinned whether the champion stays until an operator unpins it
 * @param labels versions by the names that operators gave them
 * @param revision number of this set of labels in the life of the project, from 1. Tables with one
 *     serial differ only in it
 */
public record ServingMarks(boolean pinned, SortedMap<String, VersionId> labels, Serial revision) {
    /** No version has a label, and none is pinned. */
    public static final ServingMarks NONE =
            new ServingMarks(false, Collections.emptySortedMap(), new Serial(1));

    public ServingMarks {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Returns the labels that name this version, in order. */
    public List<String> of(VersionId version) {
        return labels.entrySet().stream()
                .filter(one -> one.getValue().equals(version))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the marks of a table that is pinned, or is not. */
    public ServingMarks pinned(boolean pin) {
        return new ServingMarks(pin, labels, revision);
    }

    /** Returns the next marks, in which a label names this version, or none if it is null. */
    public ServingMarks with(String label, @Nullable VersionId version) {
        SortedMap<String, VersionId> next = new TreeMap<>(labels);
        if (version == null) next.remove(label);
        else next.put(label, version);
        return new ServingMarks(pinned, next, revision.next());
    }
}
