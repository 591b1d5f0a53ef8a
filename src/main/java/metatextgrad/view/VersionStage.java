package metatextgrad.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import org.jspecify.annotations.Nullable;

/**
 * Where a version is on the way from its run to the users. Pure.
 *
 * @param since UTC; null if the log has it no more
 * @param reason why, in one line; empty if nothing has happened
 */
public record VersionStage(Name name, @Nullable String since, String reason) {
    /** The stages. */
    public enum Name {
        CHAMPION("champion"),
        CANARY("canary"),
        FORMER("former champion, keeps a share"),
        EARLIER("former champion, serves no traffic"),
        CONTESTED("in its contest"),
        WAITING("waits for a share of the traffic"),
        REPLACED("waited for a share, a newer version took its place"),
        REJECTED("was rejected, serves no traffic"),
        NOT_PASSED("did not pass the gate"),
        ENDED("passed the gate, its wait for a share has ended"),
        TAKEN_BACK("served a share, was taken back"),
        UNSERVED("never served");

        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    /** Returns the stage of a version under the current table of its project. */
    public static VersionStage of(
            PromptVersion version, PromptsServed table, VersionHistory history) {
        return of(version.id(), table, history);
    }

    /** Returns the stage of the version with this id. */
    public static VersionStage of(VersionId id, PromptsServed table, VersionHistory history) {
        if (table.champion().equals(id)) return champion(table, history);
        if (table.serving() instanceof Serving.Shared other && other.version().equals(id))
            return new VersionStage(
                    other instanceof Serving.Canary ? Name.CANARY : Name.FORMER,
                    time(other.since()),
                    why(first(table, history)));
        TimedTable end = end(id, history);
        if (table.earlier().contains(id)) return of(Name.EARLIER, end);
        GateContest contest = history.contest(id);
        if (contest != null && isBeforeServing(contest, end)) return of(contest, history);
        if (end != null) return of(Name.TAKEN_BACK, end);
        return contest == null ? new VersionStage(Name.UNSERVED, null, "") : of(contest, history);
    }

    private static VersionStage of(Name name, @Nullable TimedTable end) {
        return end == null
                ? new VersionStage(name, null, "")
                : new VersionStage(name, time(end.at()), why(end.table()));
    }

    /** A version that was taken back may win a contest later. */
    private static boolean isBeforeServing(GateContest contest, @Nullable TimedTable end) {
        return switch (contest.stage()) {
            case OPEN, PASSED, REJECTED -> true;
            case SERVING, PROMOTED -> false;
            case WORSE, UNDECIDED, GUARDED, FAILED -> end == null;
        };
    }

    private static VersionStage of(GateContest contest, VersionHistory history) {
        Name name =
                switch (contest.stage()) {
                    case OPEN -> Name.CONTESTED;
                    case PASSED -> history.waits(contest) ? Name.WAITING : Name.REPLACED;
                    case SERVING, PROMOTED -> Name.TAKEN_BACK;
                    case WORSE -> hasPassed(contest) ? Name.TAKEN_BACK : Name.NOT_PASSED;
                    case UNDECIDED, FAILED ->
                            hasPassed(contest) ? afterPassing(history) : Name.NOT_PASSED;
                    case GUARDED -> Name.NOT_PASSED;
                    case REJECTED -> Name.REJECTED;
                };
        return new VersionStage(
                name,
                contest.at().equals(Instant.EPOCH) ? null : time(contest.at()),
                contest.reason());
    }

    private static boolean hasPassed(GateContest contest) {
        return contest.evidence() >= 1 / contest.level();
    }

    /** No known table has it with a share. It served none if these are all tables. */
    private static Name afterPassing(VersionHistory history) {
        return history.isWhole() ? Name.ENDED : Name.TAKEN_BACK;
    }

    /** The reason is that of the first table which has this champion, and each one since. */
    private static VersionStage champion(PromptsServed table, VersionHistory history) {
        TimedTable first = null;
        boolean complete = table.serial().number() == 1;
        for (TimedTable one : history.tables()) {
            boolean champion = one.table().champion().equals(table.champion());
            if (!champion) {
                first = null;
                complete = true;
            } else if (first == null) {
                first = one;
                complete |= one.table().serial().number() == 1;
            }
        }
        return new VersionStage(
                Name.CHAMPION,
                first == null || !complete ? null : time(first.at()),
                why(first == null ? table : first.table()));
    }

    /**
     * Returns the first table that serves as this one: a rejection makes another with its reason.
     */
    private static PromptsServed first(PromptsServed table, VersionHistory history) {
        return history.tables().stream()
                .map(TimedTable::table)
                .filter(one -> one.serving().equals(table.serving()))
                .findFirst()
                .orElse(table);
    }

    /** Returns the first table after the last one under which the version served; null if none. */
    private static @Nullable TimedTable end(VersionId id, VersionHistory history) {
        List<TimedTable> tables = history.tables();
        for (int i = tables.size() - 2; i >= 0; i--)
            if (serves(tables.get(i).table(), id)) return tables.get(i + 1);
        return null;
    }

    private static boolean serves(PromptsServed table, VersionId id) {
        return table.shares().stream().anyMatch(share -> share.version().equals(id));
    }

    private static String why(PromptsServed table) {
        return table.by().isEmpty() ? table.why() : table.why() + ", by " + table.by();
    }

    /** Returns a time in whole seconds, UTC. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns the stage alone. */
    public String title() {
        return name.text;
    }

    /** Returns the stage in one line. */
    public String text() {
        return name.text
                + (since == null ? "" : " since " + since)
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
