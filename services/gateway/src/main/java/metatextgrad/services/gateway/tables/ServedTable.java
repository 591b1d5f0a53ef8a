package metatextgrad.services.gateway.tables;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.rollout.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * The serving table of a project. Immutable.
 *
 * @param second the version beside the champion; null if there is none
 * @param share of the second version, 0 to 1
 * @param labels versions by label
 * @param fallback the last good version of one call; null if none is known
 * @param json the record
 */
public record ServedTable(
        ProjectId project,
        Serial serial,
        ServedVersion champion,
        @Nullable ServedVersion second,
        double share,
        Map<String, ServedVersion> labels,
        @Nullable ServedVersion fallback,
        String json) {
    public ServedTable {
        labels = new TreeMap<>(labels);
    }

    /** The labels, sorted. */
    public SortedMap<String, ServedVersion> sortedLabels() {
        return new TreeMap<>(labels);
    }

    /** Chooses the version of a unit, as every application does. */
    public Chosen choose(String unit) {
        if (second != null && Assignment.place(project, serial, unit) < share)
            return new Chosen(second, share);
        return new Chosen(champion, 1 - share);
    }

    /** Returns the version of a label; empty if there is no such label. */
    public Optional<ServedVersion> labelled(String label) {
        return Optional.ofNullable(labels.get(label));
    }

    /** Returns the version of a label as JSON; empty if there is no such label. */
    public Optional<String> labelledJson(String label) {
        return labelled(label).map(version -> TableJson.write(this, label, version));
    }

    /**
     * The version of a unit.
     *
     * @param probability with which units get it, above 0
     */
    public record Chosen(ServedVersion version, double probability) {}
}
