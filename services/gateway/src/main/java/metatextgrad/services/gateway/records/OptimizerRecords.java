package metatextgrad.services.gateway.records;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.topics.Topics;

/**
 * The optimizers of a project and their contests.
 *
 * @param versions in the order of their verdicts
 * @param contests by number; those that the log still has
 * @param isWhole false if older records were not read
 */
public record OptimizerRecords(
        List<OptimizerVersion> versions, List<OptimizerContest> contests, boolean isWhole) {
    public OptimizerRecords {
        versions = List.copyOf(versions);
        contests = List.copyOf(contests);
    }

    /** Reads the optimizers of a project. */
    public static OptimizerRecords of(RecordReader reader, ProjectId project) {
        RecordsFound found =
                reader.read(
                        RecordQuery.of(
                                List.of(Topics.OPTIMIZERS),
                                null,
                                event ->
                                        event instanceof OptimizerVersion one
                                                && one.project().equals(project)));
        RecordsFound states =
                reader.read(
                        RecordQuery.of(
                                List.of(Topics.ADAPT_STATE),
                                project.value(),
                                event ->
                                        event instanceof AdaptState one
                                                && one.project().id().equals(project)));
        Map<Integer, OptimizerContest> contests = new TreeMap<>();
        states.events(AdaptState.class)
                .sorted(Comparator.comparing(AdaptState::serial))
                .forEach(
                        one -> {
                            OptimizerContest contest = one.contest();
                            if (contest != null) contests.put(contest.number(), contest);
                        });
        return new OptimizerRecords(
                versions(found),
                List.copyOf(contests.values()),
                found.isWhole() && states.isWhole());
    }

    private static List<OptimizerVersion> versions(RecordsFound found) {
        Map<String, PlacedEvent> latest = new TreeMap<>();
        for (PlacedEvent one : found.records())
            latest.merge(one.event().key(), one, OptimizerRecords::later);
        List<OptimizerVersion> versions = new ArrayList<>();
        latest.values().stream()
                .sorted(Comparator.comparing(PlacedEvent::at).thenComparing(PlacedEvent.ORDER))
                .forEach(one -> versions.add((OptimizerVersion) one.event()));
        return versions;
    }

    private static PlacedEvent later(PlacedEvent known, PlacedEvent other) {
        return ((OptimizerVersion) other.event())
                                .serial()
                                .compareTo(((OptimizerVersion) known.event()).serial())
                        > 0
                ? other
                : known;
    }
}
