package metatextgrad.view;

import java.util.List;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to the versions of a project.
 *
 * @param contests the last record of each, by number
 * @param tables serving tables, by serial: earlier ones until they are compacted
 */
public record VersionHistory(List<GateContest> contests, List<TimedTable> tables) {
    public VersionHistory {
        contests = List.copyOf(contests);
        tables = List.copyOf(tables);
    }

    /** Returns the serving table; null if nothing serves yet. */
    public @Nullable PromptsServed served() {
        return tables.isEmpty() ? null : tables.getLast().table();
    }

    /** Whether it has every table: the log keeps only the last one of what was compacted. */
    boolean isWhole() {
        return !tables.isEmpty() && tables.getFirst().table().serial().number() == 1;
    }

    /** Returns the last contest in which this version was the challenger; null if none was. */
    public @Nullable GateContest contest(VersionId challenger) {
        return contests.stream()
                .filter(contest -> contest.challenger().equals(challenger))
                .reduce(null, (before, next) -> next);
    }

    /** Whether the version of this contest has served no share, and no newer one has passed. */
    public boolean waits(GateContest contest) {
        return contest.stage() == Stage.PASSED
                && contests.stream()
                        .filter(later -> later.number() > contest.number())
                        .noneMatch(later -> hasReplaced(later, contest));
    }

    /**
     * A contest without a gate is not among those that passed. If it ended without having passed,
     * what waits has a newer record.
     */
    private static boolean hasReplaced(GateContest later, GateContest contest) {
        if (later.gated()) return later.passed() > contest.passed();
        return later.stage() != Stage.OPEN && later.serial().compareTo(contest.serial()) > 0;
    }
}
